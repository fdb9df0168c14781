import type { IniaError } from "../errors/inia-error.js";

/** `fetch` does not say what its sockets did. */
export function socketError(error: IniaError): unknown {
  return error;
}
