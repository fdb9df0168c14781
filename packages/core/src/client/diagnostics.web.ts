import type { Diagnostics } from "./diagnostics.js";

/** Browsers and workers have no channels. */
export const diagnostics: Diagnostics = undefined as Diagnostics;
