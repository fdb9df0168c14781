import { IniaError } from "@inia/core";

/**
 * A transfer failed, and what it had stored could not be removed: its parts are still there and are paid for. `cause`
 * is why the transfer failed, `cleanUpFailure` why the parts are still there. Abort the upload `uploadId`, or let a
 * lifecycle rule do it.
 */
export class LeftoverPartsError extends IniaError {
  override readonly name: string = "LeftoverPartsError";
  readonly uploadId: string;
  readonly cleanUpFailure: unknown;

  constructor(
    message: string,
    options: ErrorOptions & { readonly uploadId: string; readonly cleanUpFailure: unknown },
  ) {
    super(message, options);
    this.uploadId = options.uploadId;
    this.cleanUpFailure = options.cleanUpFailure;
  }
}

/** A checkpoint does not belong to what is to be uploaded; the message says in what. Nothing was sent. */
export class CheckpointError extends IniaError {
  override readonly name: string = "CheckpointError";
}

/** An object was replaced or deleted while it was read: nothing of another version is given to the caller. */
export class ObjectChangedError extends IniaError {
  override readonly name: string = "ObjectChangedError";
}

/** An object's key names a file outside of the folder that it was to be downloaded into. */
export class UnsafeKeyError extends IniaError {
  override readonly name: string = "UnsafeKeyError";
}
