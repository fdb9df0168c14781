import { signInChunks } from "./signed-chunks.js";
import type { SignedChunks } from "./signed-chunks.unsupported.js";

/** As `signed-chunks.supported.ts`, but part of a bundle; why, says `credentials/load-providers.bundled.ts`. */
export const signedChunks: SignedChunks = async () => ({ signInChunks });
