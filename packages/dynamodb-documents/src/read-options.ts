import type { Decimal } from "./decimal.js";
import type { Item } from "./item.js";

/** How numbers are read. */
export type NumberReading = "decimal" | ((digits: string) => unknown) | undefined;

/** What numbers are then. */
export type ReadNumber<Reading extends NumberReading> = Reading extends "decimal"
  ? Decimal
  : Reading extends (digits: string) => infer Read
    ? Read
    : number | bigint;

export interface ReadOptions<Reading extends NumberReading = NumberReading> {
  /**
   * Default: `number`, and `bigint` for whole numbers beyond ±(2^53−1); a fraction becomes the nearest number.
   * `"decimal"` keeps all 38 digits, of every number. A function makes of the digits what it likes: `Number`, or
   * another library's constructor.
   */
  // So that `Reading` is inferred, and any may be given where it cannot be, beside a `Known`.
  readonly numbers?: Reading | NoInfer<NumberReading>;
}

/** An item that is read: what the program says of it, else what may be in any item. */
export type ReadItem<Known, Reading extends NumberReading> = [Known] extends [never]
  ? Item<ReadNumber<Reading>>
  : Known;
