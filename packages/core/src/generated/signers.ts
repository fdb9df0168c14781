export { bearerSigners, s3Signers, sigv2Signers, sigv4aSigners } from "../auth/signer-sets.js";
