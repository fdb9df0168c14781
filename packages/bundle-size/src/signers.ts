/** Exports of core's files, by file: what makes a signer. */
export type SignerExports = Readonly<Record<string, readonly string[]>>;

/** A signer, whose bytes are those of a bundle with it less those of one without. */
export interface SignerScenario {
  readonly name: string;
  readonly exports: SignerExports;
  /** What both bundles hold. */
  readonly over: SignerBase;
}

/** Programs that signers are added to. */
export type SignerBase = "nothing" | "sigv4" | "s3";

export const signerBases: Readonly<Record<SignerBase, { readonly title: string; readonly exports: SignerExports }>> = {
  nothing: { title: "a client without signers", exports: {} },
  sigv4: { title: "any client (has SigV4)", exports: { "auth/sigv4": ["sigv4"] } },
  s3: { title: "a client with S3's SigV4", exports: { "auth/sigv4": ["sigv4"], "auth/s3-sigv4": ["s3Sigv4"] } },
};

export const signerScenarios: readonly SignerScenario[] = [
  { name: "SigV4 in headers", over: "nothing", exports: { "auth/sigv4": ["sigv4"] } },
  { name: "SigV4 in the query", over: "sigv4", exports: { "auth/sigv4-query": ["sigv4Query"] } },
  { name: "S3's SigV4 in headers", over: "sigv4", exports: { "auth/s3-sigv4": ["s3Sigv4"] } },
  { name: "S3's SigV4 in the query", over: "s3", exports: { "auth/sigv4-query": ["s3Sigv4Query"] } },
  { name: "S3's SigV4 in forms", over: "s3", exports: { "presign/post-signers": ["s3Sigv4Post"] } },
  { name: "S3's SigV4 of chunks", over: "s3", exports: { "auth/signed-chunks": ["signInChunks"] } },
  { name: "S3 Express in headers", over: "s3", exports: { "auth/s3-express": ["s3Express"] } },
  { name: "S3 Express in the query", over: "s3", exports: { "auth/sigv4-query": ["s3ExpressQuery"] } },
  { name: "SigV4a in headers", over: "sigv4", exports: { "auth/sigv4a": ["sigv4a"] } },
  { name: "SigV4a in the query", over: "sigv4", exports: { "auth/sigv4a-query": ["sigv4aQuery"] } },
  { name: "S3's SigV4a in headers", over: "s3", exports: { "auth/sigv4a": ["s3Sigv4a"] } },
  { name: "S3's SigV4a in the query", over: "s3", exports: { "auth/sigv4a-query": ["s3Sigv4aQuery"] } },
  { name: "S3's HMAC-SHA-1 in headers", over: "s3", exports: { "auth/s3-sigv2": ["s3Sigv2"] } },
  { name: "S3's HMAC-SHA-1 in the query", over: "s3", exports: { "auth/s3-sigv2": ["s3Sigv2Query"] } },
  { name: "SigV2", over: "sigv4", exports: { "auth/sigv2": ["sigv2"] } },
  { name: "SigV3", over: "sigv4", exports: { "auth/sigv3": ["sigv3"] } },
  { name: "bearer token", over: "sigv4", exports: { "auth/bearer": ["bearer"] } },
  { name: "CloudFront's URLs and cookies", over: "sigv4", exports: { "auth/cloudfront-signer": ["CloudFrontSigner"] } },
];
