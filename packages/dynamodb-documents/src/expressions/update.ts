import type { Decimal } from "../decimal.js";
import type { Attribute } from "./attribute.js";
import { type Operand, writeOperand } from "./operand.js";
import type { Writer } from "./placeholders.js";
import type { StorableSet, StorableValue } from "./storable-value.js";

/**
 * What becomes of an item. Names are names of attributes; for what is within them there are pairs:
 * `[[attribute("cast", 0), "Yaphet"]]`.
 */
export interface UpdateParts {
  /** Values that attributes get: plain, of other attributes, or calculated: `{ views: attribute("views").plus(1) }`. */
  readonly set?: Assignments<StorableValue | Operand> | undefined;
  readonly remove?: readonly (string | Attribute)[] | undefined;
  /** Numbers that are added (to 0 where there is none), and members that sets get. */
  readonly add?: Assignments<number | bigint | Decimal | StorableSet> | undefined;
  /** Members that are taken out of sets. */
  readonly delete?: Assignments<StorableSet> | undefined;
}

/** By name or as pairs. What is `undefined` is left out. */
export type Assignments<Value> =
  | { readonly [name: string]: Value | undefined }
  | readonly (readonly [attribute: string | Attribute, value: Value | undefined])[];

/** The expression; undefined where nothing is left to do. */
export function writeUpdate({ set, remove, add, delete: drop }: UpdateParts, to: Writer): string | undefined {
  const clauses = [
    clause("SET", assignments(set, " = ", to)),
    clause(
      "REMOVE",
      (remove ?? []).map((attribute) => writeName(attribute, to)),
    ),
    clause("ADD", assignments(add, " ", to)),
    clause("DELETE", assignments(drop, " ", to)),
  ];
  return clauses.filter((text) => text !== "").join(" ") || undefined;
}

/** An attribute by name, or as it was made. */
export function writeName(attribute: string | Attribute, to: Writer): string {
  return typeof attribute === "string" ? to.name(attribute) : attribute.write(to);
}

function assignments(given: Assignments<unknown> = [], between: string, to: Writer): string[] {
  const pairs: readonly (readonly [string | Attribute, unknown])[] = Array.isArray(given)
    ? given
    : Object.entries(given);
  return pairs
    .filter(([, value]) => value !== undefined)
    .map(([attribute, value]) => {
      const name = writeName(attribute, to);
      return name + between + writeOperand(value, to, typeof attribute === "string" ? [attribute] : attribute.path);
    });
}

function clause(keyword: string, parts: readonly string[]): string {
  return parts.length === 0 ? "" : `${keyword} ${parts.join(", ")}`;
}
