import type { SignerTable } from "./signer-table.js";

/**
 * What a program may ask for where its client does not bring it, each loaded when it is first asked for. What services
 * of old need is in their clients; SigV3, which no model names any more, is what a handler of `choose-signer` gives.
 */
export const otherSigners: SignerTable = {
  bearer: async () => (await import("./bearer.js")).bearer,
  s3: async () => (await import("./s3-sigv2.js")).s3Sigv2,
  "s3-query": async () => (await import("./s3-sigv2.js")).s3Sigv2Query,
  s3v4: async () => (await import("./s3-sigv4.js")).s3Sigv4,
  s3v4a: async () => (await import("./sigv4a.js")).s3Sigv4a,
  "s3v4a-query": async () => (await import("./sigv4a-query.js")).s3Sigv4aQuery,
  v4a: async () => (await import("./sigv4a.js")).sigv4a,
  "v4a-query": async () => (await import("./sigv4a-query.js")).sigv4aQuery,
};
