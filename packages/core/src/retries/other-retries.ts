import type { RetryMode } from "../config/client-config.js";
import type { RetrySettings, RetryStrategy } from "./strategy.js";

/** The modes that are not the default. */
export type OtherRetries = Readonly<
  Record<Exclude<RetryMode, "standard">, (settings: RetrySettings) => RetryStrategy | Promise<RetryStrategy>>
>;
