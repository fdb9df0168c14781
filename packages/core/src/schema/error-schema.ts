import type { ClientError, ClientErrorOptions } from "../errors/client-error.js";
import type { Schema } from "./codes.js";

/** What the generator states about a modelled error. */
export interface ErrorSchema {
  /** The shape's name, which is the class's. */
  readonly name: string;
  readonly type: new (message: string, options: ClientErrorOptions) => ClientError;
  /** The code on the wire, where it is not the name. */
  readonly code?: string;
  readonly status?: number;
  readonly fault?: "client" | "server";
  /** The model's `retryable` trait. */
  readonly retryable?: "transient" | "throttling";
  readonly members?: Schema;
}
