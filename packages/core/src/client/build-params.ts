import { MissingParametersError } from "../errors/call.js";
import { fillDefaults } from "./input-defaults.js";
import { type Call, emit, handlersOf } from "./open-call.js";

/**
 * Makes the parameters of a call from the caller's input, which is never changed: event handlers and defaults get a
 * copy.
 */
export async function buildParams(call: Call, input: unknown): Promise<Record<string, unknown>> {
  let params = copyInput(call, input);
  if (handlersOf(call, "provide-client-params").length > 0) {
    const answers = await emit(call, "provide-client-params", paramsEvent(call, params));
    params = (answers.find((answer) => answer !== undefined && answer !== null) ?? params) as Record<string, unknown>;
  }
  if (handlersOf(call, "before-parameter-build").length > 0) {
    await emit(call, "before-parameter-build", paramsEvent(call, params));
  }
  fillDefaults(params, call);
  return params;
}

function paramsEvent({ operation, context }: Call, params: Record<string, unknown>) {
  return { params, model: operation, context };
}

function copyInput({ operation }: Call, input: unknown): Record<string, unknown> {
  if (input === undefined) return {};
  if (typeof input === "object" && input !== null && !Array.isArray(input)) return { ...input };
  throw new MissingParametersError(
    `${operation.name} takes an object with its parameters, not ${input === null ? "null" : Array.isArray(input) ? "an array" : `a ${typeof input}`}.`,
  );
}
