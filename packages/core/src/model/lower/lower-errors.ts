import type { RawService, RawShape } from "../raw-model.js";
import { given } from "./given.js";
import type { LoweredError } from "./lowered.js";

/** Errors that some operation names, in the order of the model's shapes. */
export function errorNames(model: RawService): string[] {
  const named = new Set(
    Object.values(model.operations).flatMap((operation) => (operation.errors ?? []).map(({ shape }) => shape)),
  );
  return Object.keys(model.shapes).filter((name) => named.has(name) || model.shapes[name]!.exception === true);
}

/** States an error's code, status and fault. */
export function lowerError(name: string, shape: RawShape): LoweredError {
  const { error } = shape;
  const isServerFault = shape.fault || (error?.httpStatusCode ?? 0) >= 500;
  return {
    name,
    ...given("code", error?.code === name ? undefined : error?.code),
    ...given("status", error?.httpStatusCode),
    ...given("fault", isServerFault ? ("server" as const) : error?.senderFault && ("client" as const)),
    ...given(
      "retryable",
      shape.retryable && (shape.retryable.throttling ? ("throttling" as const) : ("transient" as const)),
    ),
    members: Object.keys(shape.members ?? {}).length > 0,
  };
}
