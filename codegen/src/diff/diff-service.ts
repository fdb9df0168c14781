import type { RawOperation, RawReference, RawService } from "@inia/core/model";
import type { ModelFiles } from "../load/validate.js";
import { type Change, changed, type Difference } from "./change.js";
import { diffPaginators, diffRuleSet, diffWaiters } from "./diff-companions.js";
import { added, diffNamed, diffTraits, isSame, removed, show } from "./diff-keys.js";
import { diffShapes } from "./diff-shapes.js";
import { operationsByShape, surfaceOf } from "./surface.js";

/**
 * What is different between two releases of one service's model, in the order: service, operations, shapes,
 * paginators, waiters, endpoints. Prose, the order of keys and shapes that no call reaches make no difference.
 */
export function diffService(name: string, before: ModelFiles, after: ModelFiles): Change[] {
  const [old, model] = [before.service, after.service];
  const usersBefore = operationsByShape(old);
  const usersAfter = operationsByShape(model);
  return [
    ...changed("service", name, diffMetadata(old, model)),
    ...diffNamed(old.clientContextParams, model.clientContextParams, {
      added: (parameter) => [added("setting", parameter)],
      removed: (parameter) => [removed("setting", parameter)],
      both: (parameter, oldParameter, newParameter) =>
        oldParameter.type === newParameter.type
          ? []
          : changed("setting", parameter, [
              { bump: "major", text: `type: ${oldParameter.type} → ${newParameter.type}` },
            ]),
    }),
    ...diffNamed(old.operations, model.operations, {
      added: (operation) => [added("operation", operation)],
      removed: (operation) => [removed("operation", operation)],
      both: diffOperation,
    }),
    ...diffShapes(surfaceOf(old), surfaceOf(model)).map(withOperations),
    ...diffPaginators(before.paginators, after.paginators),
    ...diffWaiters(before.waiters, after.waiters),
    ...diffRuleSet(before.ruleSet, after.ruleSet),
  ];

  function withOperations(change: Change): Change {
    const shape = change.name.split(".")[0]!;
    const operations = (change.kind === "removed" ? usersBefore : usersAfter)(shape);
    return operations.length === 0 ? change : { ...change, operations };
  }
}

function diffMetadata(before: RawService, after: RawService): Difference[] {
  const differences = diffTraits(before.metadata, after.metadata, new Set(["serviceId", "uid"]));
  const [old, id] = [before.metadata.serviceId, after.metadata.serviceId];
  // Classes and package are called by it.
  if (old !== id) differences.unshift({ bump: "major", text: `serviceId: ${show(old)} → ${show(id)}` });
  return differences;
}

function diffOperation(name: string, before: RawOperation, after: RawOperation): Change[] {
  return [
    ...changed("operation", name, [
      ...diffSide("input", before.input, after.input),
      ...diffSide("output", before.output, after.output),
      ...diffTraits(before, after, operationParts),
    ]),
    ...diffNamed(errorsOf(before), errorsOf(after), {
      added: (error) => [{ ...added("error", `${error} of ${name}`), operations: [name] }],
      removed: (error) => [{ ...removed("error", `${error} of ${name}`), operations: [name] }],
      both: (error, old, reference) =>
        changed("error", `${error} of ${name}`, diffTraits(old, reference, referenceParts)),
    }),
  ];
}

function diffSide(
  side: "input" | "output",
  before: RawReference | undefined,
  after: RawReference | undefined,
): Difference[] {
  if (before === undefined || after === undefined) {
    if (before === after) return [];
    return [{ bump: after ? "minor" : "major", text: after ? `${side}: ${after.shape} is new` : `${side}: none left` }];
  }
  if (before.shape !== after.shape) return [{ bump: "major", text: `${side}: ${before.shape} → ${after.shape}` }];
  return isSame({ ...before, documentation: "" }, { ...after, documentation: "" })
    ? []
    : diffTraits(before, after, referenceParts).map(({ bump, text }) => ({ bump, text: `${side} ${text}` }));
}

function errorsOf({ errors = [] }: RawOperation): Readonly<Record<string, RawReference>> {
  return Object.fromEntries(errors.map((error) => [error.shape, error]));
}

const referenceParts = new Set(["shape", "documentation"]);
const operationParts = new Set(["input", "output", "errors", "documentation", "documentationUrl"]);
