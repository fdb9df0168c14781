/**
 * A JMESPath expression as a tree of plain data, each node applied to the current value. What generators print as a
 * function and {@link interpret} runs.
 */
export type Expression =
  | { readonly kind: "current" }
  | { readonly kind: "literal"; readonly value: unknown }
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "slice"; readonly start: number | null; readonly stop: number | null; readonly step: number }
  /** `right`, applied to what `left` gives. */
  | { readonly kind: "chain"; readonly left: Expression; readonly right: Expression }
  /** `each`, applied to the items of a list; nulls are left out. */
  | { readonly kind: "project"; readonly list: Expression; readonly each: Expression }
  | { readonly kind: "filter"; readonly list: Expression; readonly test: Expression }
  /** Lists within a list, joined. */
  | { readonly kind: "flatten"; readonly list: Expression }
  /** The values of an object, as a list. */
  | { readonly kind: "values"; readonly object: Expression }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "record"; readonly fields: readonly (readonly [name: string, value: Expression])[] }
  | { readonly kind: "compare"; readonly operator: Comparator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly value: Expression }
  | { readonly kind: "call"; readonly name: FunctionName; readonly arguments: readonly Expression[] }
  /** `&value`: the expression itself, as an argument. */
  | { readonly kind: "reference"; readonly value: Expression };

export type Comparator = "==" | "!=" | "<" | "<=" | ">" | ">=";

export type FunctionName =
  | "abs"
  | "avg"
  | "ceil"
  | "contains"
  | "ends_with"
  | "floor"
  | "join"
  | "keys"
  | "length"
  | "map"
  | "max"
  | "max_by"
  | "merge"
  | "min"
  | "min_by"
  | "not_null"
  | "reverse"
  | "sort"
  | "sort_by"
  | "starts_with"
  | "sum"
  | "to_array"
  | "to_number"
  | "to_string"
  | "type"
  | "values";

/** How many arguments a function takes (at least so many where negative), and which of them is `&…`. */
export const functionSignatures: Readonly<Record<FunctionName, readonly [count: number, expression?: number]>> = {
  abs: [1],
  avg: [1],
  ceil: [1],
  contains: [2],
  ends_with: [2],
  floor: [1],
  join: [2],
  keys: [1],
  length: [1],
  map: [2, 0],
  max: [1],
  max_by: [2, 1],
  merge: [-1],
  min: [1],
  min_by: [2, 1],
  not_null: [-1],
  reverse: [1],
  sort: [1],
  sort_by: [2, 1],
  starts_with: [2],
  sum: [1],
  to_array: [1],
  to_number: [1],
  to_string: [1],
  type: [1],
  values: [1],
};
