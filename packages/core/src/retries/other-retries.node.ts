import type { OtherRetries } from "./other-retries.js";

export { numbersOf2026 } from "./numbers-2026.js";

/** Both, each loaded when it is first asked for. */
export const otherRetries: OtherRetries | undefined = {
  legacy: async (settings) => (await import("./legacy.js")).legacyRetries(settings),
  adaptive: async (settings) => (await import("./adaptive.js")).adaptiveRetries(settings),
};
