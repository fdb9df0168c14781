import type { EndpointExpression, EndpointStatement } from "../../endpoints/lowered.js";

/** An expression as text: two with the same key have the same value, and statements decide the same. */
export function keyOf(expression: EndpointExpression | EndpointStatement | readonly EndpointStatement[]): string {
  return JSON.stringify(expression, (key, value) => (key === "type" ? undefined : value));
}

/** Whether a list of statements returns or throws whatever the values are. */
export function isFinal(statements: readonly EndpointStatement[]): boolean {
  const last = statements.at(-1);
  if (last === undefined || last.kind === "if") return false;
  return last.kind === "bind" ? last.always && isFinal(last.then) : true;
}

/** How often a part of lowered rules reads a name. */
export function countReads(part: unknown, name: string): number {
  if (typeof part !== "object" || part === null) return 0;
  if ((part as { kind?: unknown }).kind === "reference") return (part as { name?: unknown }).name === name ? 1 : 0;
  return Object.values(part).reduce((sum: number, inner: unknown) => sum + countReads(inner, name), 0);
}
