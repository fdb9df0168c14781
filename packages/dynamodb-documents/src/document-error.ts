import { IniaError } from "@inia/core";

/** A value that DynamoDB cannot hold, or that cannot be read; `path` says where it is: `cast[2].born`. */
export class DocumentError extends IniaError {
  override readonly name: string = "DocumentError";
  readonly path: string;

  constructor(message: string, path: string) {
    super(path === "" ? message : `${path}: ${message}`);
    this.path = path;
  }
}
