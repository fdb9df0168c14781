import type { OtherRetries } from "./other-retries.js";

/** None: a bundle of one file would hold them, also where they are loaded lazily. */
export const otherRetries: OtherRetries | undefined = undefined;
