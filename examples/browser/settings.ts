/** What the server tells the page: where files lie, and what it may use to reach them. */
export interface Settings {
  readonly region: string;
  readonly bucket: string;
  /** The folder that the page may use. */
  readonly prefix: string;
  /** Where S3 is not AWS's. */
  readonly endpoint: string | null;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
    /** ISO 8601. */
    readonly expiration: string;
  };
}
