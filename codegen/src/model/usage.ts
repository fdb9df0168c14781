import type { RawReference, RawService, RawShape } from "@inia/core/model";

/** Where a structure occurs, and so which forms of its type exist. */
export type Usage = "input" | "output" | "both";

export interface Usages {
  readonly of: (shape: string) => Usage | undefined;
  /**
   * Whether a shape occurs on both sides and needs a type for each: inputs take more than outputs give where longs,
   * blobs and streams are below it.
   */
  readonly isTwofold: (shape: string) => boolean;
}

/** Follows inputs, outputs and errors through all shapes. */
export function findUsages(model: RawService): Usages {
  const inputs = new Set<string>();
  const outputs = new Set<string>();
  for (const { input, output, errors = [] } of Object.values(model.operations)) {
    if (input) reach(input.shape, inputs, model);
    if (output) reach(output.shape, outputs, model);
    for (const { shape } of errors) reach(shape, outputs, model);
  }
  for (const [name, shape] of Object.entries(model.shapes)) {
    if (shape.exception) reach(name, outputs, model);
  }
  const differing = findDiffering(model);
  return {
    of: (shape) =>
      inputs.has(shape) ? (outputs.has(shape) ? "both" : "input") : outputs.has(shape) ? "output" : undefined,
    isTwofold: (shape) => inputs.has(shape) && outputs.has(shape) && differing.has(shape),
  };
}

function reach(name: string, reached: Set<string>, model: RawService): void {
  const open = [name];
  while (open.length > 0) {
    const next = open.pop()!;
    if (reached.has(next)) continue;
    reached.add(next);
    for (const { shape } of references(model.shapes[next]!)) open.push(shape);
  }
}

/** Shapes that contain a long, a blob or a stream, directly or deeper: propagated from the leaves upwards. */
function findDiffering(model: RawService): Set<string> {
  const users = new Map<string, string[]>();
  const differing = new Set<string>();
  const open: string[] = [];
  for (const [name, shape] of Object.entries(model.shapes)) {
    if (shape.type === "long" || shape.type === "blob" || shape.eventstream) open.push(name);
    for (const { shape: used } of references(shape)) {
      const of = users.get(used);
      if (of) of.push(name);
      else users.set(used, [name]);
    }
  }
  while (open.length > 0) {
    const next = open.pop()!;
    if (differing.has(next)) continue;
    differing.add(next);
    open.push(...(users.get(next) ?? []));
  }
  return differing;
}

function references(shape: RawShape): RawReference[] {
  return [
    ...Object.values(shape.members ?? {}),
    ...[shape.member, shape.key, shape.value].filter((reference) => reference !== undefined),
  ];
}
