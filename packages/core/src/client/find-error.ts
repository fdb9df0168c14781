import type { ErrorSchema } from "../schema/error-schema.js";
import type { Call } from "./open-call.js";

/**
 * The modelled error of a code. A client that knows all of its service's errors searches them all, because services
 * answer with errors that only another operation names; of several with one code the last counts, as in botocore.
 */
export function findError({ client, operation }: Call, code: string): ErrorSchema | undefined {
  const errors = client.errors ?? operation.errors ?? [];
  for (let at = errors.length - 1; at >= 0; at--) {
    const error = errors[at]!;
    if ((error.code ?? error.name) === code) return error;
  }
  return undefined;
}
