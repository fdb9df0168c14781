import type { UnmodeledError } from "../errors/client-error.js";
import { type IniaError, isIniaError } from "../errors/inia-error.js";
import type { CallErrorName } from "../errors/names.js";
import type { CallOptions, Operation, ServiceClient, WithMetadata } from "../schema/operation.js";

/** What {@link tryCall} resolves to. */
export type CallResult<Output, Failure> =
  | { readonly ok: true; readonly value: WithMetadata<Output>; readonly error?: never }
  | { readonly ok: false; readonly error: Failure | UnmodeledError | CallError; readonly value?: never };

/** What can go wrong besides the service's refusal. Its names are literal, so that `switch (error.name)` narrows. */
export type CallError = IniaError & { readonly name: CallErrorName };

/**
 * Calls an operation without throwing its failures: `error` is one of the operation's own, an unmodelled one of the
 * service, or one of the way there. What is no error of Inia's, such as an abort's reason, is thrown all the same.
 */
export async function tryCall<Service extends string, Input, Output, Failure>(
  client: ServiceClient<Service>,
  operation: Operation<Service, Input, Output, Failure>,
  input: Input,
  options?: CallOptions,
): Promise<CallResult<Output, Failure>> {
  try {
    return { ok: true, value: await operation(client, input, options) };
  } catch (error) {
    if (isIniaError(error)) return { ok: false, error: error as CallError };
    throw error;
  }
}
