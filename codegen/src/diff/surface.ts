import type { RawReference, RawService, RawShape, RawStructure } from "@inia/core/model";
import { findUsages, type Usages } from "../model/usage.js";

/** A model as its users see it: the shapes that calls reach, with the side they are on. */
export interface Surface {
  readonly model: RawService;
  readonly usages: Usages;
  readonly isError: (shape: string) => boolean;
  /** The TypeScript type of a member, in words that two models can be compared by. */
  readonly typeOf: (reference: RawReference, isPayload: boolean) => string;
  /** Shapes by name that calls reach, of one kind. */
  readonly structures: Readonly<Record<string, RawStructure>>;
  readonly enums: Readonly<Record<string, RawShape>>;
  /** Everything else: numbers, texts, lists, maps. Their names are seen nowhere. */
  readonly others: Readonly<Record<string, RawShape>>;
}

export function surfaceOf(model: RawService): Surface {
  const usages = findUsages(model);
  const thrown = new Set(
    Object.values(model.operations).flatMap(({ errors = [] }) => errors.map(({ shape }) => shape)),
  );
  const structures: Record<string, RawStructure> = {};
  const enums: Record<string, RawShape> = {};
  const others: Record<string, RawShape> = {};
  for (const [name, shape] of Object.entries(model.shapes)) {
    if (usages.of(name) === undefined) continue;
    if (shape.type === "structure") structures[name] = shape;
    else (isEnum(shape) ? enums : others)[name] = shape;
  }
  return {
    model,
    usages,
    isError: (shape) => thrown.has(shape) || model.shapes[shape]?.exception === true,
    typeOf: (reference, isPayload) => typeText(reference, isPayload, model, []),
    structures,
    enums,
    others,
  };
}

/** Operations by the shapes that they reach, made when first asked for. */
export function operationsByShape(model: RawService): (shape: string) => readonly string[] {
  let found: Map<string, string[]> | undefined;
  return (shape) => {
    found ??= findOperations(model);
    return found.get(shape) ?? [];
  };
}

function findOperations(model: RawService): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, { input, output, errors = [] }] of Object.entries(model.operations)) {
    const open = [input, output, ...errors].flatMap((reference) => reference?.shape ?? []);
    const seen = new Set<string>();
    for (let shape = open.pop(); shape !== undefined; shape = open.pop()) {
      if (seen.has(shape)) continue;
      seen.add(shape);
      const of = found.get(shape);
      if (of) of.push(name);
      else found.set(shape, [name]);
      const { members = {}, member, key, value } = model.shapes[shape]!;
      open.push(...[...Object.values(members), member, key, value].flatMap((reference) => reference?.shape ?? []));
    }
  }
  return found;
}

function isEnum(shape: RawShape): boolean {
  return shape.type === "string" && shape.enum !== undefined;
}

function typeText(reference: RawReference, isPayload: boolean, model: RawService, path: readonly string[]): string {
  const { shape: name } = reference;
  const shape = model.shapes[name]!;
  switch (shape.type) {
    case "structure":
      return shape.document ? "document" : shape.eventstream ? `stream of ${name}` : name;
    case "list":
    case "map": {
      // Lists of lists of themselves have no other name than their own.
      if (path.includes(name)) return name;
      const value = typeText((shape.member ?? shape.value)!, false, model, [...path, name]);
      return `${shape.type} of ${shape.sparse ? "null or " : ""}${value}`;
    }
    case "string":
      if (reference.jsonvalue && reference.location === "header") return "document";
      return isEnum(shape) ? `string (${name})` : "string";
    case "blob":
      return isPayload || reference.streaming || shape.streaming ? "stream of bytes" : "bytes";
    case "character":
      return "string";
    case "integer":
    case "float":
    case "double":
      return "number";
    default:
      return shape.type;
  }
}
