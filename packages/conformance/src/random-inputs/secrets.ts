import { inspect } from "node:util";
import type { MapShape, OperationModel, Shape, StructureShape } from "@inia/core/model";

/** What stands in the place of everything that a model calls sensitive. */
export const marker = "MARK8b1fSECRET";

/** Whether a shape, or anything within it, is what the model calls sensitive. */
export function holdsSensitive(shape: Shape | undefined, seen: ReadonlySet<string> = new Set()): boolean {
  if (shape === undefined || seen.has(shape.name)) return false;
  if (shape.metadata.sensitive) return true;
  const within = new Set([...seen, shape.name]);
  return childrenOf(shape).some((child) => holdsSensitive(child, within));
}

/** Puts the marker into an input wherever a text is, or stands within, what the model calls sensitive. */
export function withMarkers(shape: Shape, value: unknown, isSensitive = false): unknown {
  const isHidden = isSensitive || shape.metadata.sensitive === true;
  if (shape.typeName === "structure" && isRecord(value) && !shape.isDocumentType) {
    return mapValues(value, (name, member) => withMarkers(shape.members[name]!, member, isHidden));
  }
  if (shape.typeName === "list" && Array.isArray(value)) {
    return value.map((item) => withMarkers(shape.member, item, isHidden));
  }
  if (shape.typeName === "map" && isRecord(value)) return withMarkedKeys(shape, value, isHidden);
  return isHidden && typeof value === "string" ? marker : value;
}

/** The same input with a wrong type at each sensitive place, to be refused by validation. */
export function withWrongTypes(shape: Shape, value: unknown, isSensitive = false): unknown {
  const isHidden = isSensitive || shape.metadata.sensitive === true;
  if (shape.typeName === "structure" && isRecord(value) && !shape.isDocumentType && !shape.serialization.eventstream) {
    return mapValues(value, (name, member) => withWrongTypes(shape.members[name]!, member, isHidden));
  }
  if (shape.typeName === "list" && Array.isArray(value)) {
    return value.map((item) => withWrongTypes(shape.member, item, isHidden));
  }
  if (shape.typeName === "map" && isRecord(value)) {
    return mapValues(value, (_, item) => withWrongTypes(shape.value, item, isHidden));
  }
  if (!isHidden) return value;
  return shape.typeName === "string" || shape.typeName === "blob" ? { [marker]: marker } : marker;
}

/**
 * An output, or an error's members, in the form of JSON, with the marker at each sensitive place: where the model says
 * text, and `everywhere` also where it does not.
 */
export function markedOutput(shape: Shape, everywhere = false, isSensitive = false, depth = 0): unknown {
  const isHidden = isSensitive || shape.metadata.sensitive === true;
  if (depth > 6) return undefined;
  switch (shape.typeName) {
    case "structure":
      return mapValues(shape.members, (_, member) => markedOutput(member, everywhere, isHidden, depth + 1));
    case "list":
      return [markedOutput(shape.member, everywhere, isHidden, depth + 1)];
    case "map":
      return {
        [isHidden || shape.key.metadata.sensitive ? marker : "key"]: markedOutput(
          shape.value,
          everywhere,
          isHidden,
          depth + 1,
        ),
      };
    case "string":
      return isHidden ? marker : "text";
    case "blob":
      return isHidden ? Buffer.from(marker).toString("base64") : "";
    default:
      return isHidden && everywhere ? marker : shape.typeName === "boolean" ? true : 1;
  }
}

/** Headers of a response that carry what is sensitive, with the marker, besides some that always do. */
export function markedHeaders({ outputShape }: OperationModel): Record<string, string> {
  const headers: Record<string, string> = { "set-cookie": marker, "x-amz-security-token": marker };
  for (const member of Object.values((outputShape as StructureShape | undefined)?.members ?? {})) {
    const { location, name } = member.serialization;
    if (location === "header" && name !== undefined && member.metadata.sensitive && member.typeName === "string") {
      headers[name.toLowerCase()] = marker;
    }
  }
  return headers;
}

/** All that a program, a log or a crash would show of a value. */
export function printed(value: unknown): string {
  const { message, stack, cause } = (value ?? {}) as Error;
  return [
    String(value),
    message,
    stack,
    inspect(value, { depth: 20, showHidden: true, maxArrayLength: null, maxStringLength: null }),
    JSON.stringify(value),
    JSON.stringify(cause),
  ].join("\n");
}

function withMarkedKeys(shape: MapShape, value: Record<string, unknown>, isHidden: boolean): unknown {
  const isKeyHidden = isHidden || shape.key.metadata.sensitive === true;
  return Object.fromEntries(
    Object.entries(value).map(([key, item], at) => [
      isKeyHidden ? `${marker}${at}` : key,
      withMarkers(shape.value, item, isHidden),
    ]),
  );
}

function childrenOf(shape: Shape): readonly Shape[] {
  if (shape.typeName === "structure") return Object.values(shape.members);
  if (shape.typeName === "list") return [shape.member];
  return shape.typeName === "map" ? [shape.key, shape.value] : [];
}

function mapValues<Value>(
  record: Readonly<Record<string, Value>>,
  map: (name: string, value: Value) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(name, value)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    !Array.isArray(value)
  );
}
