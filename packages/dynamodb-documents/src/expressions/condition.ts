import { DocumentError } from "../document-error.js";
import { writeOperand } from "./operand.js";
import type { Writer } from "./placeholders.js";
import type { StorableValue } from "./storable-value.js";

/** What must hold; made by {@link attribute}, {@link and}, {@link or}, {@link not}. */
export class Condition {
  /** Tells its type from that of values, and of the other part of expressions. */
  declare readonly "~part": "condition";
  /** Gives the text that DynamoDB reads; names and values go to the writer. */
  readonly write: (to: Writer) => string;

  constructor(write: (to: Writer) => string) {
    this.write = write;
  }
}

/** A condition, or attributes that must all have these values: `{ artist: "Nina", year: 1965 }`. */
export type ConditionInput = Condition | { readonly [name: string]: StorableValue };

/** All of them must hold. */
export function and(...conditions: readonly ConditionInput[]): Condition {
  return joined("AND", conditions);
}

/** One of them must hold. */
export function or(...conditions: readonly ConditionInput[]): Condition {
  return joined("OR", conditions);
}

/** It must not hold. */
export function not(condition: ConditionInput): Condition {
  return new Condition((to) => `(NOT ${writeCondition(condition, to)})`);
}

export function writeCondition(condition: ConditionInput, to: Writer): string {
  if (condition instanceof Condition) return condition.write(to);
  const equal = Object.entries(condition).map(
    ([name, value]) => new Condition((writer) => `${writer.name(name)} = ${writeOperand(value, writer, [name])}`),
  );
  return joined("AND", equal).write(to);
}

// In brackets always, so that what stands around it changes nothing.
function joined(operator: "AND" | "OR", conditions: readonly ConditionInput[]): Condition {
  if (conditions.length === 0) throw new DocumentError("a condition has no parts: it would say nothing.", "");
  return new Condition((to) => {
    const parts = conditions.map((condition) => writeCondition(condition, to));
    return parts.length === 1 ? parts[0]! : `(${parts.join(` ${operator} `)})`;
  });
}
