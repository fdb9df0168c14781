/** One try of a call, as `$metadata.attemptLog` lists it. */
export interface AttemptRecord {
  /** Epoch milliseconds at which the attempt was sent. */
  readonly time: number;
  readonly host: string;
  /** Why it was not the last one: an error code or an error's name. Absent for the last attempt. */
  readonly reason?: string;
}

/** What is known about a response besides its members: `output.$metadata`, `error.$metadata`. */
export interface ResponseMetadata {
  readonly httpStatusCode?: number;
  /** Names are lower case. Of an error they are read as any property, but no print of the error shows them. */
  readonly httpHeaders?: Readonly<Record<string, string>>;
  readonly requestId?: string;
  /** S3's `x-amz-id-2`. */
  readonly extendedRequestId?: string;
  /** CloudFront's `x-amz-cf-id`. */
  readonly cfId?: string;
  /** Attempts that were made, the first one counted. */
  readonly attempts?: number;
  /** Milliseconds spent waiting between attempts. */
  readonly totalRetryDelay?: number;
  readonly attemptLog?: readonly AttemptRecord[];
  /** Paths of members whose integer a number cannot hold exactly: they carry the nearest one. */
  readonly inexact?: readonly string[];
  /** The algorithm of the checksum that was verified, for example `crc32`. */
  readonly checksumAlgorithm?: string;
}
