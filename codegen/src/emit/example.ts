import type { LoweredOperation, RawReference, RawShape } from "@inia/core/model";
import { isVariable } from "../model/names.js";
import type { ServiceModel } from "../model/service-model.js";
import { givenExample } from "./example-given.js";
import { exampleNumber, exampleString, printExampleString } from "./example-values.js";
import { braces, entry, flat, group, type Layout, print } from "./layout.js";
import { requiredMembers } from "./required-members.js";
import { printKey } from "./schemas.js";

/**
 * A complete call: AWS's own example where it was imported, else every member that the model requires, with values
 * inside its limits. The client is the variable that docs use for the service, for example `s3`.
 */
export function exampleCall(operation: LoweredOperation, model: ServiceModel, face: "function" | "method"): string {
  const client = clientVariable(model);
  const value = model.names.operation(operation.name);
  const input = exampleInput(operation, model);
  const given = input === undefined ? [] : [input];
  const call =
    face === "function" ? group(`${value}(`, [client, ...given], ")") : group(`${client}.${value}(`, given, ")");
  const target = destructure(operation, new Set([client, value, ...classes(model)]), model);
  return `${target}await ${printCall(call, `${target}await `.length)};`;
}

/** `s3`, `cloudWatchLogs`. */
export function clientVariable(model: ServiceModel): string {
  const name = model.names.serviceClass;
  // A leading acronym is lowered whole: `EC2` → `ec2`, `IAMRolesAnywhere` → `iamRolesAnywhere`.
  const acronym = /^[A-Z0-9]+(?![a-z])/.exec(name)?.[0] ?? name.charAt(0);
  return acronym.toLowerCase() + name.slice(acronym.length);
}

/** What a program imports beside operations. */
function classes({ names }: ServiceModel): string[] {
  return [names.serviceClass, names.clientClass];
}

/** The last argument hugs its braces: `getObject(s3, {` … `})`. */
function printCall(call: ReturnType<typeof group>, column: number): string {
  const last = call.parts.at(-1);
  if (last === undefined || typeof last === "string") return print(call, 0, column, margin);
  const line = print(call, 0, column, margin);
  if (!line.includes("\n")) return line;
  const open = `${call.open}${call.parts
    .slice(0, -1)
    .map((part) => `${part as string}, `)
    .join("")}${last.open}`;
  return print({ ...last, open, close: last.close + call.close }, 0, column, margin);
}

/** What stands before an example's lines in a doc comment, and after. */
const margin = 8;

/** What the answer is for: its pages' items, its stream, or its only member. */
function destructure({ name, output }: LoweredOperation, taken: ReadonlySet<string>, model: ServiceModel): string {
  const shape = output === undefined ? undefined : model.raw.shapes[output]!;
  const members = Object.keys(shape?.members ?? {});
  if (members.length === 0) return "";
  const items = [model.paginators[name]?.result_key].flat()[0];
  const member = items ?? shape!.payload ?? (members.length === 1 ? members[0] : undefined);
  const reference = member === undefined ? undefined : shape!.members![member];
  if (member === undefined || reference === undefined || taken.has(member) || !isVariable(member)) {
    return "const output = ";
  }
  // What only a header says is rarely what a program calls for.
  if (reference.location !== undefined) return "const output = ";
  const isList = model.raw.shapes[reference.shape]!.type === "list" && !shape!.required?.includes(member);
  return `const { ${member}${isList ? " = []" : ""} } = `;
}

const inputs = new WeakMap<LoweredOperation, Layout | false>();

function exampleInput(operation: LoweredOperation, model: ServiceModel): Layout | undefined {
  let input = inputs.get(operation);
  if (input === undefined) {
    input = makeInput(operation, model) ?? false;
    inputs.set(operation, input);
  }
  return input === false ? undefined : input;
}

function makeInput({ name, input }: LoweredOperation, model: ServiceModel): Layout | undefined {
  if (input === undefined) return undefined;
  const given = model.docs?.examples?.[name]?.[0]?.input;
  const layout =
    (given && givenExample(input, given, model)) ?? exampleStructure(input, model, new Set()) ?? braces([]);
  return typeof layout === "object" && layout.parts.length === 0 ? undefined : layout;
}

/** Undefined where no value can be written out, because the structure requires itself. */
function exampleStructure(name: string, model: ServiceModel, open: ReadonlySet<string>): Layout | undefined {
  if (open.has(name)) return undefined;
  const shape = model.raw.shapes[name]!;
  const inner = new Set(open).add(name);
  if (shape.union || shape.eventstream) {
    for (const [arm, reference] of Object.entries(shape.members ?? {})) {
      const value = model.isError(reference.shape) ? undefined : exampleValue(arm, reference, model, inner);
      if (value !== undefined) return braces([entry(printKey(arm), value)]);
    }
    return undefined;
  }
  const parts: Layout[] = [];
  for (const member of requiredMembers(name, model)) {
    const value = exampleValue(member, shape.members![member]!, model, inner);
    if (value === undefined) return undefined;
    parts.push(entry(printKey(member), value));
  }
  return braces(parts);
}

function exampleValue(
  member: string,
  reference: RawReference,
  model: ServiceModel,
  open: ReadonlySet<string>,
): Layout | undefined {
  const shape = model.raw.shapes[reference.shape]!;
  switch (shape.type) {
    case "structure": {
      if (shape.document) return "{}";
      const value = exampleStructure(reference.shape, model, open);
      if (!shape.eventstream) return value;
      return value && `(async function* () { yield ${flat(value)}; })()`;
    }
    case "list":
      return exampleList(member, shape, model, open);
    case "map": {
      const key = printKey(exampleString("key", model.raw.shapes[shape.key!.shape]!));
      const value = exampleValue(member, shape.value!, model, open);
      return value === undefined ? "{}" : braces([entry(key, value)]);
    }
    case "string":
      if (reference.jsonvalue && reference.location === "header") return "{}";
      return shape.enum?.[0] === undefined ? printExampleString(member, shape) : JSON.stringify(shape.enum[0]);
    case "boolean":
      return "true";
    case "timestamp":
      return 'new Date("2026-01-02T03:04:05Z")';
    case "blob":
      return '"bytes"';
    default:
      return String(exampleNumber(shape));
  }
}

function exampleList(
  member: string,
  shape: RawShape,
  model: ServiceModel,
  open: ReadonlySet<string>,
): Layout | undefined {
  const item = exampleValue(singular(member), shape.member!, model, open);
  if (item === undefined) return (shape.min ?? 0) > 0 ? undefined : "[]";
  return group(
    "[",
    Array.from({ length: Math.max(1, shape.min ?? 1) }, () => item),
    "]",
  );
}

function singular(name: string): string {
  return name.replace(/ies$/, "y").replace(/s$/, "");
}
