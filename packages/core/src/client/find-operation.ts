import { nearestNames } from "../config/nearest-names.js";
import { UnknownClientMethodError } from "../errors/call.js";
import type { AnyOperation } from "../schema/operation.js";

/**
 * An operation by the name of its method.
 *
 * @throws {@link UnknownClientMethodError} when there is none; the message lists the nearest names.
 */
export function findOperation(operations: Readonly<Record<string, AnyOperation>>, name: string): AnyOperation {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation !== undefined) return operation;
  const nearest = nearestNames(name, Object.keys(operations));
  throw new UnknownClientMethodError(
    `The client has no operation "${name}"${nearest.length > 0 ? `; did you mean ${nearest.join(" or ")}?` : "."}`,
  );
}
