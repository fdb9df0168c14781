import type { StructureSchema, ValueSchema } from "./read.js";

/** Whether a value, or anything within it, is what the model calls sensitive. */
export function holdsSensitive(schema: ValueSchema | undefined, seen: Set<ValueSchema> = new Set()): boolean {
  if (schema === undefined || seen.has(schema)) return false;
  if (schema.sensitive) return true;
  seen.add(schema);
  switch (schema.kind) {
    case "structure":
      return schema.members.some((member) => holdsSensitive(member.value, seen));
    case "list":
      return holdsSensitive(schema.member, seen);
    case "map":
      return holdsSensitive(schema.key, seen) || holdsSensitive(schema.value, seen);
    default:
      return false;
  }
}

/** The schema of a member, element or entry of a value. */
export function schemaWithin(schema: ValueSchema | undefined, name: string | number): ValueSchema | undefined {
  if (schema?.kind === "structure") return schema.byName.get(String(name))?.value;
  if (schema?.kind === "list") return schema.member;
  return schema?.kind === "map" ? schema.value : undefined;
}

/** Where a value is, as messages say it. */
export interface ShownPath {
  /** `Tags[0].Key`; keys of maps are left out where the model calls them, or what holds them, sensitive. */
  readonly text: string;
  /** Whether the value is sensitive, by its own schema or by that of what holds it. */
  readonly isSensitive: boolean;
}

/** Shows the path to a value. The first `start` of its steps lead to the structure that `root` describes. */
export function showPath(root: StructureSchema, path: readonly (string | number)[], start: number = 0): ShownPath {
  let schema: ValueSchema | undefined = root;
  let isSensitive = root.sensitive;
  let text = "";
  for (const [at, step] of path.entries()) {
    const isMember = at < start || schema?.kind === "structure";
    const isHidden = !isMember && (isSensitive || (schema?.kind === "map" && schema.key.sensitive));
    text += typeof step === "number" ? `[${step}]` : `${text === "" ? "" : "."}${isHidden ? "***" : step}`;
    if (at < start) continue;
    schema = schemaWithin(schema, step);
    isSensitive ||= schema?.sensitive === true;
  }
  return { text, isSensitive };
}
