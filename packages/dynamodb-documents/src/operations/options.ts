import type { CallOptions } from "@inia/core";
import type { NumberReading, ReadOptions } from "../read-options.js";

/** Settings of a call, and how what it answers is read. */
export interface DocumentOptions<Reading extends NumberReading = NumberReading>
  extends CallOptions,
    ReadOptions<Reading> {}
