import { bearer } from "./bearer.js";
import { s3Express } from "./s3-express.js";
import { s3Sigv4 } from "./s3-sigv4.js";
import type { SignerTable } from "./signer-table.js";

/** What S3 and its kin sign with; SigV4a, for multi-region access points, is loaded when it is first asked for. */
export const s3Signers: SignerTable = {
  s3v4: s3Sigv4,
  "v4-s3express": s3Express,
  s3v4a: async () => (await import("./sigv4a.js")).s3Sigv4a,
};

/** For services that take bearer tokens. */
export const bearerSigners: SignerTable = { bearer };

/** For services whose endpoint rules may ask for SigV4a. */
export const sigv4aSigners: SignerTable = { v4a: async () => (await import("./sigv4a.js")).sigv4a };

/** For services that know nothing newer. */
export const sigv2Signers: SignerTable = { v2: async () => (await import("./sigv2.js")).sigv2 };
