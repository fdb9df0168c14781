import { numbersOf2026 as numbers } from "./numbers-2026.js";
import type { OtherRetries } from "./other-retries.js";

export const numbersOf2026: typeof numbers | undefined = numbers;

/** Both, each loaded when it is first asked for. */
export const otherRetries: OtherRetries | undefined = {
  legacy: async (settings) => (await import("./legacy.js")).legacyRetries(settings),
  adaptive: async (settings) => (await import("./adaptive.js")).adaptiveRetries(settings),
};
