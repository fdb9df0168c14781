import type { SignerTable } from "./signer-table.js";

/** None: a bundle of one file would hold them all, also where they are loaded lazily. */
export const otherSigners: SignerTable = {};
