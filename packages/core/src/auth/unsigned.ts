import type { Signer } from "./signer.js";

/** Leaves requests as they are. */
export const unsigned: Signer = { name: "none", identityKind: "none", sign() {} };
