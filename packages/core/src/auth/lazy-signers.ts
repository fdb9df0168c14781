import type { SignerTable } from "./signer-table.js";

/** All signers, each loaded when it is first asked for. */
export const lazySigners: SignerTable = {
  bearer: async () => (await import("./bearer.js")).bearer,
  s3: async () => (await import("./s3-sigv2.js")).s3Sigv2,
  "s3-query": async () => (await import("./s3-sigv2.js")).s3Sigv2Query,
  s3v4: async () => (await import("./s3-sigv4.js")).s3Sigv4,
  "s3v4-query": async () => (await import("./sigv4-query.js")).s3Sigv4Query,
  s3v4a: async () => (await import("./sigv4a.js")).s3Sigv4a,
  "s3v4a-query": async () => (await import("./sigv4a-query.js")).s3Sigv4aQuery,
  v2: async () => (await import("./sigv2.js")).sigv2,
  v3: async () => (await import("./sigv3.js")).sigv3,
  v3https: async () => (await import("./sigv3.js")).sigv3,
  v4: async () => (await import("./sigv4.js")).sigv4,
  "v4-query": async () => (await import("./sigv4-query.js")).sigv4Query,
  "v4-s3express": async () => (await import("./s3-express.js")).s3Express,
  "v4-s3express-query": async () => (await import("./sigv4-query.js")).s3ExpressQuery,
  v4a: async () => (await import("./sigv4a.js")).sigv4a,
  "v4a-query": async () => (await import("./sigv4a-query.js")).sigv4aQuery,
};
