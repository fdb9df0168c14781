import type { RawShape } from "@inia/core/model";

/** A number inside a shape's range. */
export function exampleNumber({ min, max, type }: RawShape): number {
  const wanted = Math.max(min ?? 1, Math.min(1, max ?? 1));
  return type === "integer" || type === "long" ? Math.ceil(wanted) : wanted;
}

/** The expression of a string: a long one is repeated at run time. */
export function printExampleString(member: string, shape: RawShape): string {
  const times = Math.ceil((shape.min ?? 0) / filler.length);
  const isLong = (shape.min ?? 0) > 100 && times * filler.length <= (shape.max ?? Number.POSITIVE_INFINITY);
  return isLong ? `"${filler}".repeat(${times})` : JSON.stringify(exampleString(member, shape));
}

/** A value that the member's name suggests, grown or cut to the shape's length. */
export function exampleString(member: string, { min = 0, max = Number.POSITIVE_INFINITY, pattern }: RawShape): string {
  const suggested = suggest(member, pattern);
  const missing = Math.max(0, min - suggested.length);
  const grown = suggested + filler.repeat(Math.ceil(missing / filler.length)).slice(0, missing);
  return grown.slice(0, Math.max(1, max));
}

const filler = "example";

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
  if (/cidr/i.test(member)) return "10.0.0.0/16";
  if (/ip(v4)?_?address$/i.test(member)) return "192.0.2.1";
  if (/region$/i.test(member)) return "us-east-1";
  if (/(name|id|key|token)$/i.test(member)) return `example-${kebab(member)}`;
  return "example";
}

function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}
