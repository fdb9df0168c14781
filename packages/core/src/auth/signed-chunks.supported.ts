import type { SignedChunks } from "./signed-chunks.unsupported.js";

/** Where a body is sent while it is read, it can be signed so. */
export const signedChunks: SignedChunks = () => import("./signed-chunks.js");
