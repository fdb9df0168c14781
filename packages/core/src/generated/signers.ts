/** The index has them, too: there is where clients take them from. */
export { bearerSigners, s3Signers, sigv2Signers } from "../auth/signer-sets.js";
