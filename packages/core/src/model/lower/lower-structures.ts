import {
  BODY,
  BOOLEAN,
  DOUBLE,
  EVENT_HEADER,
  EVENT_PAYLOAD,
  FLOAT,
  HEADER,
  HEADERS,
  HOST_LABEL,
  IDEMPOTENCY_TOKEN,
  INTEGER,
  type ListTraits,
  LONG,
  type MapTraits,
  type MemberExtra,
  type Namespace,
  NONEMPTY,
  PAYLOAD,
  QUERYSTRING,
  REQUIRED,
  REQUIRES_LENGTH,
  SENSITIVE,
  STATUS_CODE,
  STREAMING,
  STRING,
  URI,
  XML_ATTRIBUTE,
} from "../../schema/codes.js";
import type { RawProtocol, RawReference, RawService, RawShape } from "../raw-model.js";
import { given } from "./given.js";
import { errorNames } from "./lower-errors.js";
import type {
  CodeName,
  LoweredMember,
  LoweredStructure,
  LoweredTraits,
  LoweredType,
  StructureReference,
} from "./lowered.js";

/**
 * All structures that operations and errors reach, each after those it refers to. Where shapes are recursive, the
 * reference that closes the circle is marked `later`.
 */
export function lowerStructures(model: RawService, protocol: RawProtocol): LoweredStructure[] {
  const { shapes } = model;
  // Element names, flattening and namespaces mean nothing to the JSON and CBOR protocols.
  const named = protocol === "rest-xml" || protocol === "query" || protocol === "ec2";
  const errors = new Set(errorNames(model));
  const done = new Set<string>();
  const open = new Set<string>();
  const structures: LoweredStructure[] = [];

  const visit = (name: string): void => {
    if (done.has(name)) return;
    open.add(name);
    const shape = shapes[name]!;
    const members = Object.entries(shape.members ?? {}).map(([member, reference]) =>
      lowerMember(member, reference, shape),
    );
    open.delete(name);
    done.add(name);
    const traits = lowerTraits(shape, named);
    structures.push({
      name,
      ...given("traits", Object.keys(traits).length > 0 && traits),
      members,
      ...given("error", errors.has(name) && (true as const)),
    });
  };

  const lowerMember = (name: string, reference: RawReference, structure: RawShape): LoweredMember => {
    const merged = mergeTraits(reference, shapes);
    const extra = memberExtra(merged, reference, named);
    return {
      name,
      type: lowerType(merged, `${name}`),
      bits: memberBits(name, merged, structure),
      ...given("wireName", merged.locationName === name && protocol !== "ec2" ? undefined : merged.locationName),
      ...given("extra", extra),
    };
  };

  const lowerType = (shape: MergedShape, path: string): LoweredType => {
    switch (shape.type) {
      case "structure":
        return shape.document ? (shape.sensitive ? "sensitiveDocument$" : "document$") : refer(shape.shape);
      case "list":
        return lowerList(shape, path);
      case "map":
        return lowerMap(shape, path);
      case "blob":
        return shape.sensitive ? "sensitiveBlob$" : "blob$";
      case "timestamp":
        return lowerTimestamp(shape);
      default:
        // Elsewhere the trait changes nothing: the value is a string that happens to hold JSON. (botocore utils.py)
        if (shape.jsonvalue && shape.location === "header" && shape.type === "string") {
          return shape.sensitive ? "sensitiveJsonValue$" : "jsonValue$";
        }
        return lowerScalar(shape);
    }
  };

  const refer = (structure: string): StructureReference => {
    if (open.has(structure)) return { structure, later: true };
    visit(structure);
    return { structure, later: false };
  };

  const lowerList = (shape: MergedShape, path: string): LoweredType => {
    if (path.length > longestPath) throw recursionWithoutStructure(shape.shape);
    const element = mergeTraits(shape.member!, shapes);
    const traits: ListTraits = {
      ...given("min", shape.min === 0 ? undefined : shape.min),
      ...given("name", named && element.locationName),
      ...given("flattened", named && shape.flattened && (1 as const)),
      ...given("sensitive", shape.sensitive && (1 as const)),
      ...given("namespace", named && lowerNamespace(element.xmlNamespace)),
    };
    return compound("l", lowerType(element, `${path}[]`), traits);
  };

  const lowerMap = (shape: MergedShape, path: string): LoweredType => {
    if (path.length > longestPath) throw recursionWithoutStructure(shape.shape);
    const key = mergeTraits(shape.key!, shapes);
    const value = mergeTraits(shape.value!, shapes);
    const keyType = lowerScalar(key);
    const traits: MapTraits = {
      ...given("min", shape.min === 0 ? undefined : shape.min),
      ...given("key", keyType === STRING ? undefined : (keyType as MapTraits["key"])),
      ...given("keyName", named && key.locationName),
      ...given("valueName", named && value.locationName),
      ...given("keyNamespace", named && lowerNamespace(key.xmlNamespace)),
      ...given("valueNamespace", named && lowerNamespace(value.xmlNamespace)),
      ...given("flattened", named && shape.flattened && (1 as const)),
      ...given("sensitive", shape.sensitive && (1 as const)),
    };
    return compound("m", lowerType(value, `${path}{}`), traits);
  };

  for (const { input, output } of Object.values(model.operations)) {
    if (input) visit(input.shape);
    if (output) visit(output.shape);
  }
  for (const error of errors) visit(error);
  return structures;
}

/** Lists of lists of … that never meet a structure cannot be written down; nesting this deep means just that. */
const longestPath = 300;

function recursionWithoutStructure(shape: string): Error {
  return new TypeError(
    `Shape ${shape} contains itself without a structure between: lists and maps cannot be recursive.`,
  );
}

/** A shape with the traits of the reference to it merged over its own, as botocore's model.py merges them. */
type MergedShape = RawShape & RawReference;

function mergeTraits(reference: RawReference, shapes: RawService["shapes"]): MergedShape {
  return { ...shapes[reference.shape]!, ...reference };
}

function lowerTraits(shape: RawShape, named: boolean): LoweredTraits {
  return {
    ...given("union", shape.union && !shape.eventstream && (named ? ("xmlUnion$" as const) : ("union$" as const))),
    ...given("eventStream", shape.eventstream && (1 as const)),
    ...given("sensitive", shape.sensitive && (1 as const)),
    ...given("name", named && shape.locationName),
    ...given("namespace", named && lowerNamespace(shape.xmlNamespace)),
  };
}

function lowerNamespace(namespace: RawShape["xmlNamespace"]): Namespace | undefined {
  if (namespace === undefined) return undefined;
  if (typeof namespace === "string") return [namespace];
  return namespace.prefix === undefined ? [namespace.uri] : [namespace.uri, namespace.prefix];
}

function lowerScalar(shape: MergedShape): number | readonly ["n", number, number] {
  const code = scalarCode(shape) + (shape.sensitive ? SENSITIVE : 0);
  const { min } = shape;
  if (min === undefined) return code;
  if (shape.type === "string") return min === 0 ? code : min === 1 ? code + NONEMPTY : ["n", code, min];
  return ["n", code, min];
}

function lowerTimestamp({ timestampFormat, sensitive }: MergedShape): CodeName {
  const [plain, hidden] = timestampTypes[String(timestampFormat)] ?? ["timestamp$", "sensitiveTimestamp$"];
  return sensitive ? hidden : plain;
}

function scalarCode(shape: MergedShape): number {
  switch (shape.type) {
    case "boolean":
      return BOOLEAN;
    case "integer":
      return INTEGER;
    case "long":
      return LONG;
    case "float":
      return FLOAT;
    case "double":
      return DOUBLE;
    default:
      return STRING;
  }
}

const timestampTypes: Readonly<Record<string, readonly [plain: CodeName, sensitive: CodeName]>> = {
  iso8601: ["iso8601$", "sensitiveIso8601$"],
  unixTimestamp: ["unixTimestamp$", "sensitiveUnixTimestamp$"],
  rfc822: ["rfc822$", "sensitiveRfc822$"],
};

function memberBits(name: string, shape: MergedShape, structure: RawShape): number {
  let bits = locationBits(shape.location);
  if (structure.required?.includes(name)) bits |= REQUIRED;
  if (structure.payload === name) bits |= PAYLOAD;
  if (shape.idempotencyToken) bits |= IDEMPOTENCY_TOKEN;
  if (shape.hostLabel) bits |= HOST_LABEL;
  if (shape.streaming) bits |= STREAMING;
  if (shape.requiresLength) bits |= REQUIRES_LENGTH;
  if (shape.xmlAttribute) bits |= XML_ATTRIBUTE;
  if (shape.eventheader) bits |= EVENT_HEADER;
  if (shape.eventpayload) bits |= EVENT_PAYLOAD;
  return bits;
}

function locationBits(location: RawReference["location"]): number {
  switch (location) {
    case "header":
      return HEADER;
    case "headers":
      return HEADERS;
    case "querystring":
      return QUERYSTRING;
    case "uri":
      return URI;
    case "statusCode":
      return STATUS_CODE;
    default:
      return BODY;
  }
}

/** Shapes that event handlers recognise by name: see `customizations/`. */
const namedShapes: ReadonlySet<string> = /*#__PURE__*/ new Set([
  "ChangeId",
  "DelegationSetId",
  "ResourceId",
  "policyDocumentType",
]);

function memberExtra(shape: MergedShape, reference: RawReference, named: boolean): MemberExtra | undefined {
  const extra: MemberExtra = {
    ...given("queryName", named && shape.queryName),
    ...given("namespace", named && lowerNamespace(shape.xmlNamespace)),
    ...given("shape", namedShapes.has(reference.shape) && reference.shape),
  };
  return Object.keys(extra).length > 0 ? extra : undefined;
}

function compound<Tag extends "l" | "m", Traits extends { readonly min?: number }>(
  tag: Tag,
  inner: LoweredType,
  traits: Traits,
): readonly [Tag, LoweredType, (number | Traits)?] {
  const names = Object.keys(traits);
  if (names.length === 0) return [tag, inner];
  return names.length === 1 && traits.min !== undefined ? [tag, inner, traits.min] : [tag, inner, traits];
}
