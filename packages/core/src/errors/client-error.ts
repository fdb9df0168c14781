import { IniaError } from "./inia-error.js";

/** What a service said when it refused a call, as botocore's `ClientError.response` has it. */
export interface ErrorResponse {
  readonly Error: { readonly Code: string; readonly Message: string; readonly [field: string]: unknown };
  /** Modelled members of the error stand at the top level. */
  readonly [member: string]: unknown;
}

export interface ClientErrorOptions extends ErrorOptions {
  readonly code: string;
  readonly operation?: string | undefined;
  readonly response?: ErrorResponse | undefined;
}

/**
 * The service answered with an error. Modelled errors are subclasses; one the model does not know is a plain
 * `ClientError` with its `code`.
 */
export class ClientError extends IniaError {
  override readonly name: string = "ClientError";
  /** The parsed answer: `Error` with `Code` and `Message`, and the modelled members. */
  readonly response: ErrorResponse;

  constructor(message: string, options: ClientErrorOptions) {
    super(message, options);
    this.operation = options.operation;
    this.response = options.response ?? { Error: { Code: options.code, Message: message } };
  }
}

/** In types: the arm of an operation's error union that stands for what its model does not name. */
export type UnmodeledError = ClientError & { readonly name: "ClientError" };

/** An error that arrived in the middle of an event stream. */
export class EventStreamError extends ClientError {
  override readonly name: string = "EventStreamError";
}
