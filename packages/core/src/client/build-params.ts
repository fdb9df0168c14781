import { MissingParametersError } from "../errors/call.js";
import { setOwn } from "../protocols/own-property.js";
import { fillDefaults } from "./input-defaults.js";
import { type Call, emit, isHandled } from "./open-call.js";

type Params = Record<string, unknown>;

/**
 * Makes the parameters of a call from the caller's input, which is never changed: event handlers and defaults get a
 * copy.
 */
export function buildParams(call: Call, input: unknown): Params | Promise<Params> {
  const given = inputObject(call, input);
  if (isHandled(call, "provide-client-params") || isHandled(call, "before-parameter-build")) {
    return askHandlers(call, copyContainers(given) as Params);
  }
  return withDefaults(call, { ...given });
}

async function askHandlers(call: Call, copy: Params): Promise<Params> {
  const { operation: model } = call;
  let params = copy;
  if (isHandled(call, "provide-client-params")) {
    const answer = await emit(call, "provide-client-params", { params, model });
    params = { ...((answer ?? params) as Params) };
  }
  await emit(call, "before-parameter-build", { params, model });
  return withDefaults(call, params);
}

function withDefaults(call: Call, params: Params): Params {
  fillDefaults(params, call);
  return params;
}

/** @throws {@link MissingParametersError} for what is no object. */
function inputObject({ operation }: Call, input: unknown): Params {
  if (input === undefined) return {};
  if (typeof input === "object" && input !== null && !Array.isArray(input)) return input as Params;
  throw new MissingParametersError(
    `${operation.name} takes an object with its parameters, not ${input === null ? "null" : Array.isArray(input) ? "an array" : `a ${typeof input}`}.`,
  );
}

/** Copies lists and plain objects, all the way down; bytes, dates, streams and the like stay what they are. */
function copyContainers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyContainers);
  if (!isPlain(value)) return value;
  const copy: Params = {};
  for (const name of Object.keys(value)) setOwn(copy, name, copyContainers(value[name]));
  return copy;
}

function isPlain(value: unknown): value is Params {
  if (typeof value !== "object" || value === null || Symbol.asyncIterator in value) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
