import type { EndpointResolutionError } from "../../errors/endpoint.js";
import type { IniaError } from "../../errors/inia-error.js";
import type { EventHandler } from "../../events/emitter.js";

/** The class for what endpoint rules say in words that fit a pattern. */
export type Refusal = readonly [
  pattern: RegExp,
  type: new (message: string, options: { readonly cause: unknown }) => IniaError,
];

/**
 * Gives the refusals of a service's endpoint rules classes of their own; the messages stay. It leaves the translation
 * in the call's context, as `endpointError`.
 *
 * @see botocore regions.py, EndpointRulesetResolver.ruleset_error_to_botocore_exception
 */
export function nameRefusals(refusals: readonly Refusal[]): EventHandler<"before-endpoint-resolution"> {
  const endpointError = (error: EndpointResolutionError): IniaError => {
    const found = refusals.find(([pattern]) => pattern.test(error.message));
    return found === undefined ? error : new found[1](error.message, { cause: error });
  };
  return ({ context }) => {
    context.endpointError = endpointError;
  };
}
