import type { ListShape, MapShape, Shape, ShapeMetadata, StringShape, StructureShape } from "@inia/core/model";
import fc from "fast-check";
import { anyText, headerName, headerText, hostLabel } from "./any-text.js";
import type { Constraints } from "./constraints.js";

/** What values of one service are made by. */
export interface ValueRules {
  /** Members whose text cannot be just any. */
  readonly constraints: Constraints;
  /** Whether texts end up in XML, which cannot hold all characters. */
  readonly isXml: boolean;
}

/**
 * Inputs of an operation, all valid by the model: required members always, others at times, minima and maxima kept.
 * Below {@link deepest} structures only what must be there is made.
 */
export function anyInput(shape: StructureShape, rules: ValueRules): fc.Arbitrary<Record<string, unknown>> {
  return anyStructure(shape, rules, 0);
}

function anyValue(shape: Shape, rules: ValueRules, depth: number): fc.Arbitrary<unknown> {
  const { serialization, metadata } = shape;
  if (serialization.jsonvalue) return serialization.location === "header" ? fc.jsonValue(small) : fc.json(small);
  switch (shape.typeName) {
    case "structure":
      if (shape.isDocumentType) return fc.jsonValue(small);
      return serialization.eventstream ? anyEvents(shape, rules, depth) : anyStructure(shape, rules, depth);
    case "list":
      return anyList(shape, rules, depth);
    case "map":
      return anyMap(shape, rules, depth);
    case "string":
      return anyString(shape, rules);
    case "character":
      return fc.constantFrom("a", "Z", "é");
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer(rangeOf(metadata, 2 ** 31 - 1));
    case "long":
      return anyLong(metadata);
    case "float":
    case "double":
      return fc.double({ ...rangeOf(metadata, 1e30), noNaN: true });
    case "timestamp":
      return fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true });
    case "blob":
      return anyBlob(shape);
  }
}

function anyStructure(shape: StructureShape, rules: ValueRules, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const names = Object.keys(shape.members);
  const valueOf = (name: string): fc.Arbitrary<unknown> =>
    (depth === 0 ? rules.constraints[name] : undefined) ?? anyValue(shape.members[name]!, rules, depth + 1);
  if (shape.isTaggedUnion || shape.serialization.eventstream) {
    const arms = depth < deepest ? names : [flattestMember(shape)];
    return fc.constantFrom(...arms).chain((name) => valueOf(name).map((value) => ({ [name]: value })));
  }
  const { requiredMembers: required } = shape;
  const record = (given: readonly string[]): fc.Arbitrary<Record<string, unknown>> =>
    fc.record(Object.fromEntries(given.map((name) => [name, valueOf(name)])), { noNullPrototype: true });
  if (depth >= deepest) return record(required);
  const optional = names.filter((name) => !required.includes(name));
  // Structures with hundreds of members would otherwise make inputs of megabytes.
  const maxLength = Math.min(optional.length, depth === 0 ? 12 : 4);
  return fc.subarray(optional, { maxLength }).chain((given) => record([...required, ...given]));
}

/** Events are read once and again: an input that failed is tried once more when it is made smaller. */
function anyEvents(shape: StructureShape, rules: ValueRules, depth: number): fc.Arbitrary<AsyncIterable<unknown>> {
  return fc.array(anyStructure(shape, rules, depth), { maxLength: 2 }).map((events) => ({
    async *[Symbol.asyncIterator]() {
      yield* events;
    },
  }));
}

function anyList(
  { member, metadata, serialization }: ListShape,
  rules: ValueRules,
  depth: number,
): fc.Arbitrary<unknown[]> {
  const { minLength, maxLength } = countOf(metadata, depth);
  if (maxLength === 0) return fc.constant([]);
  const isInHeader = serialization.location === "header" && member.typeName === "string" && member.enum.length === 0;
  const item = isInHeader ? headerText(member.metadata) : anyValue(member, rules, depth + 1);
  return fc.array(item, { minLength, maxLength });
}

function anyMap(shape: MapShape, rules: ValueRules, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const { minLength: minKeys, maxLength: maxKeys } = countOf(shape.metadata, depth);
  if (maxKeys === 0) return fc.constant({});
  const isInHeaders = shape.serialization.location === "headers";
  const key = isInHeaders ? headerName : (anyValue(shape.key, rules, depth + 1) as fc.Arbitrary<string>);
  const value = isInHeaders ? headerText(shape.value.metadata) : anyValue(shape.value, rules, depth + 1);
  return fc.dictionary(key, value, { minKeys, maxKeys, noNullPrototype: true });
}

function anyString(shape: StringShape, { isXml }: ValueRules): fc.Arbitrary<string> {
  if (shape.enum.length > 0) return fc.constantFrom(...shape.enum);
  const { hostLabel: isHostLabel, location, eventheader } = shape.serialization;
  if (isHostLabel) return hostLabel(shape.metadata);
  if (location === "header" || eventheader) return headerText(shape.metadata);
  // An empty label would make another URL: it is refused, whether or not the model gives a minimum.
  const { min = 0 } = shape.metadata;
  return anyText({ ...shape.metadata, min: location === "uri" ? Math.max(1, min) : min }, isXml);
}

function anyLong(metadata: ShapeMetadata): fc.Arbitrary<number | bigint> {
  const { min, max } = rangeOf(metadata, Number.MAX_SAFE_INTEGER);
  const { min: least, max: most } = metadata;
  const exact = fc.bigInt({
    min: least === undefined ? -(2n ** 63n) : BigInt(Math.ceil(least)),
    max: most === undefined ? 2n ** 63n - 1n : BigInt(Math.floor(most)),
  });
  return fc.oneof(
    fc.maxSafeInteger().map((value) => Math.min(max, Math.max(min, value))),
    exact,
  );
}

function anyBlob({ metadata, serialization }: Shape): fc.Arbitrary<unknown> {
  const { min = 0, max = min + 40 } = metadata;
  const bytes = fc.uint8Array({ minLength: min, maxLength: Math.min(max, min + 40) });
  if (!serialization.streaming) return bytes;
  return fc.oneof(
    bytes,
    bytes.map((one) => new Blob([one])),
  );
}

/** How many a list or map may hold. */
function countOf(
  { min = 0, max = Number.POSITIVE_INFINITY }: ShapeMetadata,
  depth: number,
): { minLength: number; maxLength: number } {
  return { minLength: min, maxLength: depth >= deepest ? min : Math.min(max, min + 2) };
}

function rangeOf({ min, max }: ShapeMetadata, limit: number): { min: number; max: number } {
  return { min: min ?? Math.min(-limit, max ?? 0), max: max ?? Math.max(limit, min ?? 0) };
}

/** The member of a union that ends soonest: some lead back to the union. */
function flattestMember(union: StructureShape): string {
  const heights = Object.entries(union.members).map(([name, member]) => ({
    name,
    height: heightOf(member, [union.name]),
  }));
  return heights.reduce((best, one) => (one.height < best.height ? one : best)).name;
}

/** How many levels a value has at least. */
function heightOf(shape: Shape, within: readonly string[]): number {
  const inner = (next: Shape): number => 1 + heightOf(next, [...within, shape.name]);
  if (within.includes(shape.name)) return Number.POSITIVE_INFINITY;
  if (shape.typeName === "list") return shape.metadata.min ? inner(shape.member) : 0;
  if (shape.typeName === "map") return shape.metadata.min ? inner(shape.value) : 0;
  if (shape.typeName !== "structure") return 0;
  if (shape.isTaggedUnion) return Math.min(...Object.values(shape.members).map(inner));
  return Math.max(0, ...shape.requiredMembers.map((name) => inner(shape.members[name]!)));
}

const deepest = 4;
const small: fc.JsonSharedConstraints = { maxDepth: 2 };
