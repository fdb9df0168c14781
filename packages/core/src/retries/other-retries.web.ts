import type { numbersOf2026 as numbers } from "./numbers-2026.js";
import type { OtherRetries } from "./other-retries.js";

/** None: a bundle of one file would hold them, also where they are loaded lazily. */
export const otherRetries: OtherRetries | undefined = undefined;

/** No environment asks for them here. */
export const numbersOf2026: typeof numbers | undefined = undefined;
