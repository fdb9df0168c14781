import type { PathStep } from "../document-path.js";
import type { Writer } from "./placeholders.js";

/** Something of an expression that has a value: an attribute, its size, a sum. */
export class Operand {
  /** Tells its type from that of values, and of the other part of expressions. */
  declare readonly "~part": "operand";
  /** Gives the text that DynamoDB reads; names and values go to the writer. */
  readonly write: (to: Writer) => string;

  constructor(write: (to: Writer) => string) {
    this.write = write;
  }
}

/** An operand as it is, anything else as a value. */
export function writeOperand(value: unknown, to: Writer, path: readonly PathStep[]): string {
  return value instanceof Operand ? value.write(to) : to.value(value, path);
}
