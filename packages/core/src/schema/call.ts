import type { CallOptions, OperationDescriptor } from "./operation.js";

/** The one thing that an operation asks of its client. */
export interface ServiceCall {
  /** Runs a call. Operations do this for you; it takes the bare descriptor so that copies of core go together. */
  "~call"(operation: OperationDescriptor, input: unknown, options: CallOptions | undefined): Promise<unknown>;
}
