import type { RawReference, RawStructure } from "@inia/core/model";
import { type Change, changed, type Difference, type Subject } from "./change.js";
import { added, diffNamed, diffTraits, removed } from "./diff-keys.js";
import type { Surface } from "./surface.js";

/** Structures, errors, enums and what limits the values of other shapes. */
export function diffShapes(before: Surface, after: Surface): Change[] {
  return [
    ...diffNamed(before.structures, after.structures, {
      added: (name) => [added(subjectOf(name, after), name)],
      removed: (name) => [removed(subjectOf(name, before), name)],
      both: (name, old, shape) => diffStructure(name, old, shape, before, after),
    }),
    ...diffNamed(before.enums, after.enums, {
      added: (name, { enum: values = [] }) => [added("enum", name, [values.map((value) => `\`${value}\``).join(", ")])],
      removed: (name) => [removed("enum", name)],
      both: (name, old, shape) => [
        ...changed("enum", name, diffTraits(old, shape, enumParts)),
        ...diffNamed(valuesOf(old.enum), valuesOf(shape.enum), {
          added: (value) => [added("enum value", `${name}.${value}`)],
          removed: (value) => [removed("enum value", `${name}.${value}`)],
          both: () => [],
        }),
      ],
    }),
    // Names of other shapes are seen nowhere, and a type that changed is told of the members that have it.
    ...diffNamed(before.others, after.others, {
      added: () => [],
      removed: () => [],
      both: (name, old, shape) =>
        old.type === shape.type
          ? changed("shape", name, [...diffTraits(old, shape, elements), ...diffElements(old, shape)])
          : [],
    }),
  ];
}

function diffStructure(
  name: string,
  old: RawStructure,
  shape: RawStructure,
  before: Surface,
  after: Surface,
): Change[] {
  const [was, is] = [subjectOf(name, before), subjectOf(name, after)];
  const differences: Difference[] = diffTraits(old, shape, structureParts);
  if (was !== is) differences.push({ bump: "major", text: `${was} → ${is}` });
  if ((old.union ?? false) !== (shape.union ?? false)) {
    differences.push({
      bump: "major",
      text: shape.union ? "now exactly one of its members" : "no longer one of its members",
    });
  }
  return [
    ...changed(is, name, differences),
    ...diffNamed(old.members, shape.members, {
      added: (member, reference) => [addedMember(name, member, reference, shape, after)],
      removed: (member) => [removed("member", `${name}.${member}`)],
      both: (member, oldReference, reference) =>
        changed("member", `${name}.${member}`, [
          ...diffType(
            before.typeOf(oldReference, old.payload === member),
            after.typeOf(reference, shape.payload === member),
            after.usages.of(name)!,
          ),
          ...diffRequired(isRequired(member, old), isRequired(member, shape), after.usages.of(name)!),
          ...diffTraits(oldReference, reference, referenceParts),
        ]),
    }),
  ];
}

function addedMember(
  structure: string,
  member: string,
  reference: RawReference,
  shape: RawStructure,
  { usages, typeOf }: Surface,
): Change {
  const change = added("member", `${structure}.${member}`, [typeOf(reference, shape.payload === member)]);
  if (!isRequired(member, shape).input || usages.of(structure) === "output") return change;
  return { ...change, bump: "major", details: [...change.details, "required: what compiled without it does not"] };
}

interface Required {
  readonly input: boolean;
  readonly output: boolean;
}

/** A token that may be left out is filled in, so that nobody must give it. */
function isRequired(member: string, shape: RawStructure): Required {
  const output = shape.required?.includes(member) ?? false;
  return { input: output && shape.members[member]?.idempotencyToken !== true, output };
}

/** Inputs that ask for more break callers, and so do outputs that promise less. */
function diffRequired(before: Required, after: Required, usage: "input" | "output" | "both"): Difference[] {
  const differences: Difference[] = [];
  if (usage !== "output" && before.input !== after.input) {
    differences.push(
      after.input
        ? { bump: "major", text: "now required in inputs" }
        : { bump: "minor", text: "no longer required in inputs" },
    );
  }
  if (usage !== "input" && before.output !== after.output) {
    differences.push(
      after.output
        ? { bump: "minor", text: "now always there in outputs" }
        : { bump: "major", text: "no longer always there in outputs" },
    );
  }
  if (differences.length === 0 && before.output !== after.output) {
    differences.push({ bump: "patch", text: after.output ? "required, and filled in" : "no longer required" });
  }
  return differences;
}

function diffType(before: string, after: string, usage: "input" | "output" | "both"): Difference[] {
  if (before === after) return [];
  return [{ bump: isCompatible(before, after, usage) ? "minor" : "major", text: `type: ${before} → ${after}` }];
}

/** Whether a program that was written for one type compiles with the other, too. */
function isCompatible(before: string, after: string, usage: "input" | "output" | "both"): boolean {
  const [old, type] = [before, after].map(splitType);
  if (old?.containers !== type?.containers) return false;
  // Unions of texts are open: any text may be given, and whatever is got is one.
  if ([old, type].every((each) => each?.leaf.startsWith("string"))) return true;
  // Outputs of both are numbers; inputs of a long take bigints besides.
  const leaves = `${old?.leaf} ${type?.leaf}`;
  return leaves === "number long" || (leaves === "long number" && usage === "output");
}

/** `list of map of string` → `list of map of `, `string`. */
function splitType(type: string): { readonly containers: string; readonly leaf: string } {
  const containers = /^(?:(?:list|map) of (?:null or )?)*/.exec(type)![0];
  return { containers, leaf: type.slice(containers.length) };
}

/** How a list's or map's elements travel; their type is told of members. */
function diffElements(old: object, shape: object): Difference[] {
  return (["member", "key", "value"] as const).flatMap((key) => {
    const [before = {}, after = {}] = [old, shape].map((list) => (list as Record<string, object>)[key]);
    return diffTraits(before, after, referenceParts).map(({ bump, text }) => ({ bump, text: `${key} ${text}` }));
  });
}

function subjectOf(name: string, surface: Surface): Subject {
  return surface.isError(name) ? "error" : "structure";
}

function valuesOf(values: readonly string[] = []): Readonly<Record<string, true>> {
  return Object.fromEntries(values.map((value) => [value, true]));
}

/** What is compared by itself, and prose. */
const referenceParts = new Set(["shape", "documentation"]);
const structureParts = new Set(["type", "members", "required", "union", "documentation"]);
const enumParts = new Set(["type", "enum", "documentation"]);
const elements = new Set(["type", "member", "key", "value", "documentation"]);
