import type { ChecksumAlgorithm } from "../checksums/algorithms.js";
import type { Content } from "./content.js";
import { ObjectIndex } from "./object-index.js";

/** Everything that one local S3 holds. */
export interface S3State {
  readonly buckets: Map<string, Bucket>;
  readonly region: string;
  /** Smallest part of a multipart upload but the last. */
  readonly minPartBytes: number;
}

/** A bucket, its objects and its unfinished uploads. */
export interface Bucket {
  readonly name: string;
  readonly createdAt: number;
  readonly objects: ObjectIndex<StoredObject>;
  /** By upload id. */
  readonly uploads: Map<string, Upload>;
}

/** A checksum as it is stored and told: base64, of composite ones with `-<parts>`. */
export interface StoredChecksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string;
  readonly type: "FULL_OBJECT" | "COMPOSITE";
}

/** What a writer says about an object besides its bytes. */
export interface ObjectAttributes {
  /** System headers that are given back as they came (`content-type`, `cache-control`, …), lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** `x-amz-meta-*`, names without the prefix. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly storageClass: string;
  readonly tags: ReadonlyMap<string, string>;
}

/** An object. Replaced as a whole when it changes. */
export interface StoredObject {
  readonly key: string;
  readonly content: Content;
  /** Without quotes. */
  readonly etag: string;
  readonly lastModified: number;
  readonly attributes: ObjectAttributes;
  readonly checksum: StoredChecksum;
  /** Only of multipart uploads. */
  readonly parts: readonly StoredPart[] | undefined;
}

/** A part of an upload, or of the object it became. */
export interface StoredPart {
  readonly partNumber: number;
  readonly content: Content;
  readonly etag: string;
  readonly lastModified: number;
  /** The checksum that the upload asks for. */
  readonly digest: Buffer;
}

/** A multipart upload that is neither completed nor aborted. */
export interface Upload {
  readonly id: string;
  readonly key: string;
  readonly initiatedAt: number;
  readonly attributes: ObjectAttributes;
  /** As announced when it was created; `undefined`: S3 computes CRC64NVME. */
  readonly announced: ChecksumAlgorithm | undefined;
  readonly checksumType: StoredChecksum["type"];
  readonly parts: Map<number, StoredPart>;
}

/** A bucket with nothing in it. */
export function newBucket(name: string, createdAt: number): Bucket {
  return { name, createdAt, objects: new ObjectIndex(), uploads: new Map() };
}
