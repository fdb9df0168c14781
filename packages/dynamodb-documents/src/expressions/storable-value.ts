import type { Decimal } from "../decimal.js";

/**
 * A value that can be stored, as far as a type can say it that is not made for the one value: what is within lists and
 * maps is checked when it is marshalled.
 */
export type StorableValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | Decimal
  | StorableSet
  | readonly unknown[]
  | StorableMap;

/** Sets hold values of one type. */
export type StorableSet = ReadonlySet<string> | ReadonlySet<number | bigint | Decimal> | ReadonlySet<Uint8Array>;

/**
 * Objects of which members are stored: no parts of expressions, no functions, nothing that has one of the language's own
 * symbols, as `Date`.
 */
export interface StorableMap {
  // oxlint-disable-next-line typescript/no-explicit-any -- only with `any` is an interface assignable to it
  readonly [name: string]: any;
  readonly "~part"?: never;
  readonly [Symbol.toPrimitive]?: never;
  readonly [Symbol.toStringTag]?: never;
  readonly [Symbol.hasInstance]?: never;
  readonly [Symbol.iterator]?: never;
}
