import type { TellFeatures } from "./call-features.js";

/** In browsers the user agent is signed, and their bundles are small: what a call makes use of is not told. */
export const tellFeatures: TellFeatures = undefined as TellFeatures;
