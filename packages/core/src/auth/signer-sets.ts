import { bearer } from "./bearer.js";
import { s3Express } from "./s3-express.js";
import { s3Sigv4 } from "./s3-sigv4.js";
import type { SignerTable } from "./signer-table.js";
import { sigv2 } from "./sigv2.js";

/** What S3 and its kin sign with. */
export const s3Signers: SignerTable = { s3v4: s3Sigv4, "v4-s3express": s3Express };

/** For services that take bearer tokens. */
export const bearerSigners: SignerTable = { bearer };

/** For services that know nothing newer. */
export const sigv2Signers: SignerTable = { v2: sigv2 };
