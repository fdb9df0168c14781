import type * as signer from "./signed-chunks.js";

/** Loads what signs bodies chunk by chunk; undefined where they are held in memory before they are sent. */
export type SignedChunks = (() => Promise<Pick<typeof signer, "signInChunks">>) | undefined;

export const signedChunks: SignedChunks = undefined as SignedChunks;
