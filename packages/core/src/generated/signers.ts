/** Clients made since take them from the index. */
export { bearerSigners, s3Signers, sigv2Signers } from "../auth/signer-sets.js";
