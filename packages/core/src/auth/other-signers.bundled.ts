import { bearer } from "./bearer.js";
import { s3Sigv2, s3Sigv2Query } from "./s3-sigv2.js";
import { s3Sigv4 } from "./s3-sigv4.js";
import type { SignerTable } from "./signer-table.js";
import { s3Sigv4a, sigv4a } from "./sigv4a.js";
import { s3Sigv4aQuery, sigv4aQuery } from "./sigv4a-query.js";

/** Those of `other-signers.node.ts`, as parts of a bundle; why, says `credentials/load-providers.bundled.ts`. */
export const otherSigners: SignerTable = {
  bearer,
  s3: s3Sigv2,
  "s3-query": s3Sigv2Query,
  s3v4: s3Sigv4,
  s3v4a: s3Sigv4a,
  "s3v4a-query": s3Sigv4aQuery,
  v4a: sigv4a,
  "v4a-query": sigv4aQuery,
};
