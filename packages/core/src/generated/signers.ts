export { bearerSigners, s3Signers, sigv2Signers } from "../auth/signer-sets.js";
