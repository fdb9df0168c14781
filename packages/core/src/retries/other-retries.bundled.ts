import { adaptiveRetries } from "./adaptive.js";
import { legacyRetries } from "./legacy.js";
import type { OtherRetries } from "./other-retries.js";

export { numbersOf2026 } from "./numbers-2026.js";

/** Both, as parts of a bundle; why, says `credentials/load-providers.bundled.ts`. */
export const otherRetries: OtherRetries | undefined = { legacy: legacyRetries, adaptive: adaptiveRetries };
