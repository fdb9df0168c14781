import { CheckpointError } from "./errors.js";

/**
 * How far an upload in parts is: plain data, to be stored as JSON. Given to `upload` again, also by another process,
 * it uploads what is missing.
 */
export interface UploadCheckpoint {
  readonly version: 1;
  readonly bucket: string;
  readonly key: string;
  readonly uploadId: string;
  /** In bytes, of all parts but the last. */
  readonly partSize: number;
  /** Of the whole, where it is known. */
  readonly size?: number | undefined;
  readonly checksumAlgorithm?: string | undefined;
  readonly parts: readonly CheckpointPart[];
}

/** A part that the service has. */
export interface CheckpointPart {
  readonly partNumber: number;
  readonly size: number;
  readonly etag: string;
  /** In base64; parts are compared by it. */
  readonly checksum: string;
}

/** What is to be uploaded now. */
interface Resumed {
  readonly bucket: string;
  readonly key: string;
  readonly size: number | undefined;
  readonly algorithm: string | undefined;
}

/** @throws {@link CheckpointError} when it is not one, or one of something else. */
export function checkCheckpoint(checkpoint: UploadCheckpoint, { bucket, key, size, algorithm }: Resumed): void {
  const isCheckpoint = checkpoint.version === 1 && typeof checkpoint.uploadId === "string";
  if (!isCheckpoint || !Array.isArray(checkpoint.parts) || !(checkpoint.partSize > 0)) {
    throw new CheckpointError("This is not a checkpoint of this release: give what onCheckpoint told.");
  }
  if (checkpoint.bucket !== bucket || checkpoint.key !== key) {
    throw new CheckpointError(
      `The checkpoint is of ${checkpoint.key} in ${checkpoint.bucket}, not of ${key} in ${bucket}.`,
    );
  }
  if (checkpoint.size !== size) {
    throw new CheckpointError(
      `The checkpoint is of ${String(checkpoint.size)} bytes, and Body has ${String(size)}: it has changed. Upload it anew.`,
    );
  }
  if (checkpoint.checksumAlgorithm !== algorithm) {
    throw new CheckpointError(
      `The upload was begun with ${checkpoint.checksumAlgorithm ?? "no"} checksums; now it would go on with ${algorithm ?? "none"}.`,
    );
  }
}
