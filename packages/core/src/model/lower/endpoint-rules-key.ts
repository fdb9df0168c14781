import type { EndpointExpression } from "../../endpoints/lowered.js";

/** An expression as text: two with the same key have the same value. */
export function keyOf(expression: EndpointExpression): string {
  return JSON.stringify(expression, (key, value) => (key === "type" ? undefined : value));
}
