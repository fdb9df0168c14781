import { DocumentError } from "../document-error.js";
import { type PathStep, pathText } from "../document-path.js";
import { Condition } from "./condition.js";
import { Operand, writeOperand } from "./operand.js";
import type { Writer } from "./placeholders.js";
import type { StorableValue } from "./storable-value.js";

/** A value to compare with, or another attribute of the item. */
export type Comparand = StorableValue | Operand;

/** What can be compared. The names are boto3's. */
export interface Comparable extends Operand {
  eq(value: Comparand): Condition;
  ne(value: Comparand): Condition;
  lt(value: Comparand): Condition;
  lte(value: Comparand): Condition;
  gt(value: Comparand): Condition;
  gte(value: Comparand): Condition;
  /** From `low` to `high`, both included. */
  between(low: Comparand, high: Comparand): Condition;
  /** One of up to 100 values. */
  in(values: readonly Comparand[]): Condition;
}

/** What `set` can calculate with. DynamoDB takes one step: a sum cannot be added to. */
export interface Calculable extends Operand {
  plus(value: number | bigint | Comparand): Operand;
  minus(value: number | bigint | Comparand): Operand;
  /** The list with these values at its end. */
  append(values: readonly unknown[] | Operand): Operand;
  /** The list with these values at its beginning. */
  prepend(values: readonly unknown[] | Operand): Operand;
}

/** An attribute of an item, or what is within it. */
export interface Attribute extends Comparable, Calculable {
  /** Its name, and what leads into it. */
  readonly path: readonly PathStep[];
  exists(): Condition;
  notExists(): Condition;
  /** `S`, `N`, `B`, `BOOL`, `NULL`, `M`, `L`, `SS`, `NS` or `BS`. */
  type(type: AttributeType): Condition;
  beginsWith(prefix: Comparand): Condition;
  /** A text contains a text; a set or a list has a member. */
  contains(value: Comparand): Condition;
  /** Of a text its length, of a set, list or map its members. */
  size(): Comparable;
  /** For `set`: the attribute's value, or this one where it has none. */
  orElse(value: Comparand): Calculable;
}

export type AttributeType = "S" | "N" | "B" | "BOOL" | "NULL" | "M" | "L" | "SS" | "NS" | "BS";

/**
 * An attribute for expressions, by its name; further names and positions lead into it: `attribute("cast", 0, "name")`.
 * A name is a name whatever it holds: `attribute("a.b")` has a dot in it.
 */
export function attribute(name: string, ...within: readonly PathStep[]): Attribute {
  const steps = [name, ...within];
  const bad = steps.find((step) =>
    typeof step === "number" ? !(Number.isSafeInteger(step) && step >= 0) : step === "",
  );
  if (bad !== undefined) {
    throw new DocumentError("names are not empty, and positions whole numbers from 0.", pathText(steps));
  }
  return new AttributeOperand(
    (to) =>
      steps
        .map((step, at) => (typeof step === "number" ? `[${step}]` : `${at === 0 ? "" : "."}${to.name(step)}`))
        .join(""),
    steps,
  );
}

class AttributeOperand extends Operand implements Attribute {
  readonly path: readonly PathStep[];

  constructor(write: (to: Writer) => string, path: readonly PathStep[]) {
    super(write);
    this.path = path;
  }

  eq(value: Comparand): Condition {
    return this.#compare("=", value);
  }

  ne(value: Comparand): Condition {
    return this.#compare("<>", value);
  }

  lt(value: Comparand): Condition {
    return this.#compare("<", value);
  }

  lte(value: Comparand): Condition {
    return this.#compare("<=", value);
  }

  gt(value: Comparand): Condition {
    return this.#compare(">", value);
  }

  gte(value: Comparand): Condition {
    return this.#compare(">=", value);
  }

  between(low: Comparand, high: Comparand): Condition {
    return new Condition((to) => `${this.write(to)} BETWEEN ${this.#value(low, to)} AND ${this.#value(high, to)}`);
  }

  in(values: readonly Comparand[]): Condition {
    if (values.length === 0) throw new DocumentError("it cannot be in an empty list.", pathText(this.path));
    return new Condition((to) => `${this.write(to)} IN (${values.map((value) => this.#value(value, to)).join(", ")})`);
  }

  exists(): Condition {
    return this.#holds("attribute_exists");
  }

  notExists(): Condition {
    return this.#holds("attribute_not_exists");
  }

  type(type: AttributeType): Condition {
    return this.#holds("attribute_type", type);
  }

  beginsWith(prefix: Comparand): Condition {
    return this.#holds("begins_with", prefix);
  }

  contains(value: Comparand): Condition {
    return this.#holds("contains", value);
  }

  size(): Comparable {
    return this.#calculate((attribute) => `size(${attribute})`);
  }

  orElse(value: Comparand): Calculable {
    return this.#calculate((attribute, to) => `if_not_exists(${attribute}, ${this.#value(value, to)})`);
  }

  plus(value: Comparand): Operand {
    return this.#calculate((attribute, to) => `${attribute} + ${this.#value(value, to)}`);
  }

  minus(value: Comparand): Operand {
    return this.#calculate((attribute, to) => `${attribute} - ${this.#value(value, to)}`);
  }

  append(values: readonly unknown[] | Operand): Operand {
    return this.#calculate((attribute, to) => `list_append(${attribute}, ${this.#value(values, to)})`);
  }

  prepend(values: readonly unknown[] | Operand): Operand {
    return new AttributeOperand((to) => `list_append(${this.#value(values, to)}, ${this.write(to)})`, this.path);
  }

  #calculate(write: (attribute: string, to: Writer) => string): AttributeOperand {
    return new AttributeOperand((to) => write(this.write(to), to), this.path);
  }

  #compare(operator: string, value: Comparand): Condition {
    return new Condition((to) => `${this.write(to)} ${operator} ${this.#value(value, to)}`);
  }

  #holds(name: string, ...values: readonly Comparand[]): Condition {
    return new Condition(
      (to) => `${name}(${[this.write(to), ...values.map((value) => this.#value(value, to))].join(", ")})`,
    );
  }

  #value(value: unknown, to: Writer): string {
    return writeOperand(value, to, this.path);
  }
}
