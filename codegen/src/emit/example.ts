import type { LoweredOperation, RawMember, RawShape } from "@inia/core/model";
import { operationValue } from "../model/names.js";
import type { ServiceModel } from "../model/service-model.js";
import { printKey } from "./schemas.js";

/**
 * A complete call: every member that the model requires, with values inside its limits. `client` is the variable
 * that docs use for the service, for example `s3`.
 */
export function exampleCall(operation: LoweredOperation, model: ServiceModel, face: "function" | "method"): string {
  const client = clientVariable(model);
  const value = operationValue(operation.name);
  const input = operation.input === undefined ? "" : exampleStructure(operation.input, model, new Set());
  const given = input === "{}" ? "" : input;
  const call =
    face === "function" ? `${value}(${[client, given].filter(Boolean).join(", ")})` : `${client}.${value}(${given})`;
  return `const output = await ${call};`;
}

/** `s3`, `cloudWatchLogs`. */
export function clientVariable(model: ServiceModel): string {
  const name = model.names.serviceClass;
  // A leading acronym is lowered whole: `EC2` → `ec2`, `IAMRolesAnywhere` → `iamRolesAnywhere`.
  const acronym = /^[A-Z0-9]+(?![a-z])/.exec(name)?.[0] ?? name.charAt(0);
  return acronym.toLowerCase() + name.slice(acronym.length);
}

function exampleStructure(name: string, model: ServiceModel, open: ReadonlySet<string>): string {
  const shape = model.raw.shapes[name]!;
  const inner = new Set(open).add(name);
  const members = Object.entries(shape.members ?? {});
  const chosen = shape.union
    ? members.slice(0, 1)
    : members.filter(([member, reference]) => isNeeded(name, member, reference, shape, model));
  const entries = chosen.map(
    ([member, reference]) => `${printKey(member)}: ${exampleValue(member, reference, model, inner)}`,
  );
  if (entries.length === 0) return "{}";
  const line = `{ ${entries.join(", ")} }`;
  return line.length <= 80 && !line.includes("\n")
    ? line
    : `{\n${entries.map((entry) => `${entry.replace(/^/gm, "  ")},`).join("\n")}\n}`;
}

function isNeeded(
  shapeName: string,
  member: string,
  reference: RawMember,
  shape: RawShape,
  model: ServiceModel,
): boolean {
  if (!shape.required?.includes(member) || reference.idempotencyToken) return false;
  return model.override(shapeName, member)?.required !== false;
}

function exampleValue(member: string, reference: RawMember, model: ServiceModel, open: ReadonlySet<string>): string {
  const shape = model.raw.shapes[reference.shape]!;
  if (reference.jsonvalue) return "{}";
  switch (shape.type) {
    case "structure":
      if (shape.document) return "{}";
      if (shape.eventstream) return "(async function* () {})()";
      // A required member of its own type could never be written out.
      return open.has(reference.shape) ? "{}" : exampleStructure(reference.shape, model, open);
    case "list": {
      const element = shape.member!;
      if (open.has(element.shape)) return "[]";
      const one = exampleValue(singular(member), element, model, open);
      const count = Math.max(1, Math.min(shape.min ?? 1, 3));
      return `[${Array.from({ length: count }, () => one).join(", ")}]`;
    }
    case "map": {
      const key = exampleString("key", model.raw.shapes[shape.key!.shape]!);
      if (open.has(shape.value!.shape)) return "{}";
      return `{ ${printKey(key)}: ${exampleValue(member, shape.value!, model, open)} }`;
    }
    case "string":
      return JSON.stringify(shape.enum?.[0] ?? exampleString(member, shape));
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

function exampleNumber({ min, max, type }: RawShape): number {
  const wanted = Math.max(min ?? 1, Math.min(1, max ?? 1));
  return type === "integer" || type === "long" ? Math.ceil(wanted) : wanted;
}

/** A value that the member's name suggests, grown or cut to the shape's length. */
function exampleString(member: string, { min = 0, max = Number.POSITIVE_INFINITY, pattern }: RawShape): string {
  const suggested = suggest(member, pattern);
  let value = suggested;
  while (value.length < Math.min(min, 2048)) value += suggested.replaceAll(":", "-");
  const fitted = value.length > suggested.length ? value.slice(0, min) : value;
  return fitted.slice(0, Math.max(1, max));
}

function suggest(member: string, pattern: string | undefined): string {
  const candidates = [
    candidate(member),
    "example",
    "example-1",
    "example/example",
    "1",
    "123456789012",
    "A",
    "AAAAAAAA",
    "arn:aws:iam::123456789012:role/example",
  ];
  const expression = compilePattern(pattern);
  return (expression && candidates.find((value) => expression.test(value))) ?? candidates[0]!;
}

function compilePattern(pattern: string | undefined): RegExp | undefined {
  if (pattern === undefined) return undefined;
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch {
    // Java's patterns know classes that JavaScript's do not.
    return undefined;
  }
}

function candidate(member: string): string {
  if (/arn$/i.test(member)) return "arn:aws:service:us-east-1:123456789012:resource/example";
  if (/account_?id$/i.test(member)) return "123456789012";
  if (/(url|uri)$/i.test(member)) return "https://example.com/";
  if (/email/i.test(member)) return "jane@example.com";
  if (/bucket/i.test(member)) return "amzn-example-bucket";
  if (/(name|id|key|token)$/i.test(member)) return `example-${kebab(member)}`;
  return "example";
}

function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}

function singular(name: string): string {
  return name.replace(/ies$/, "y").replace(/s$/, "");
}
