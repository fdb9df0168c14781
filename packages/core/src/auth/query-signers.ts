import type { SignerTable } from "./signer-table.js";
import { s3ExpressQuery, s3Sigv4Query, sigv4Query } from "./sigv4-query.js";

/** The signers of URLs. */
export const querySigners: SignerTable = {
  "v4-query": sigv4Query,
  "s3v4-query": s3Sigv4Query,
  "v4-s3express-query": s3ExpressQuery,
};
