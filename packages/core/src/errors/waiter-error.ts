import { IniaError } from "./inia-error.js";

/** A waiter met a failure state, an error that no acceptor names, or ran out of `attempts`. */
export class WaiterError extends IniaError {
  override readonly name: string = "WaiterError";
  readonly waiter: string;
  readonly reason: string;
  /** The rule that the last poll met, `{ state: "failure", error: "NoSuchKey" }` for example; undefined for none. */
  declare readonly acceptor?: { readonly state: string };
  readonly #lastResponse: unknown;

  constructor(
    waiter: string,
    reason: string,
    lastResponse: unknown,
    options: ErrorOptions & { readonly acceptor?: { readonly state: string } | undefined } = {},
  ) {
    super(`Waiter ${waiter} failed: ${reason}`, options);
    this.waiter = waiter;
    this.reason = reason;
    if (options.acceptor !== undefined) this.acceptor = options.acceptor;
    this.#lastResponse = lastResponse;
  }

  /** The last output, or the last error. Printing the error does not show it: an output may hold secrets. */
  get lastResponse(): unknown {
    return this.#lastResponse;
  }
}
