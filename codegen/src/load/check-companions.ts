import type {
  RawOperation,
  RawPaginators,
  RawReference,
  RawRuleSet,
  RawService,
  RawStructure,
  RawWaiters,
} from "@inia/core/model";
import { jsonPointer, ModelError } from "./model-error.js";
import { nearestHint } from "./nearest-names.js";

/**
 * Checks that paginators name operations, members of their input, and members of their output.
 *
 * @throws {@link ModelError}
 */
export function checkPaginatorReferences({ pagination }: RawPaginators, service: RawService, file: string): void {
  for (const [name, paginator] of Object.entries(pagination)) {
    const path = ["pagination", name];
    const operation = known(name, service.operations, "the name of an operation", { file, path });
    const input = structure(service, operation.input);
    const output = structure(service, operation.output);

    for (const key of ["input_token", "limit_key"] as const) {
      for (const member of [paginator[key] ?? []].flat()) {
        known(member, input, `a member of the input of ${name}`, { file, path: [...path, key] });
      }
    }
    for (const key of ["output_token", "more_results", "result_key", "non_aggregate_keys"] as const) {
      for (const expression of [paginator[key] ?? []].flat()) {
        const root = /^[A-Za-z_]\w*/.exec(expression)?.[0];
        if (root !== undefined) {
          known(root, output, `a member of the output of ${name}`, { file, path: [...path, key] });
        }
      }
    }
    const tokens = [paginator.input_token, paginator.output_token].map((token) => [token].flat().length);
    if (tokens[0] !== tokens[1]) {
      throw new ModelError({
        file,
        pointer: jsonPointer([...path, "output_token"]),
        expected: `as many tokens as in input_token (${tokens[0]})`,
        found: String(tokens[1]),
      });
    }
  }
}

/**
 * Checks that waiters name operations.
 *
 * @throws {@link ModelError}
 */
export function checkWaiterReferences({ waiters }: RawWaiters, service: RawService, file: string): void {
  for (const [name, { operation }] of Object.entries(waiters)) {
    known(operation, service.operations, "the name of an operation", { file, path: ["waiters", name, "operation"] });
  }
}

/**
 * Checks that the endpoint parameters which a service's model fills are parameters of its rule set.
 *
 * @throws {@link ModelError}
 */
export function checkEndpointReferences({ parameters }: RawRuleSet, service: RawService, file: string): void {
  for (const name of Object.keys(service.clientContextParams ?? {})) expect(name, ["clientContextParams", name]);
  for (const [name, operation] of Object.entries(service.operations)) {
    for (const key of ["staticContextParams", "operationContextParams"] as const) {
      for (const parameter of Object.keys(operation[key] ?? {}))
        expect(parameter, ["operations", name, key, parameter]);
    }
  }
  for (const [name, shape] of Object.entries(service.shapes)) {
    if (shape.type !== "structure") continue;
    for (const [member, { contextParam }] of Object.entries(shape.members)) {
      if (contextParam === undefined) continue;
      expect(contextParam.name, ["shapes", name, "members", member, "contextParam", "name"]);
    }
  }

  function expect(parameter: string, path: Place["path"]): void {
    known(parameter, parameters, "a parameter of the endpoint rule set", { file, path });
  }
}

interface Place {
  readonly file: string;
  readonly path: readonly string[];
}

function known<Value>(name: string, values: Readonly<Record<string, Value>>, expected: string, place: Place): Value {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value !== undefined) return value;
  throw new ModelError({
    file: place.file,
    pointer: jsonPointer(place.path),
    expected: expected + nearestHint(name, Object.keys(values)),
    found: JSON.stringify(name),
  });
}

function structure(service: RawService, reference: RawOperation["input"]): RawStructure["members"] {
  const shape = reference === undefined ? undefined : service.shapes[reference.shape];
  return shape?.type === "structure" ? shape.members : noMembers;
}

const noMembers: { readonly [name: string]: RawReference } = {};
