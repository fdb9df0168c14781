/** Region and name that an endpoint's auth scheme states. */
export interface ResolvedSigning {
  region?: string | undefined;
  regionSet?: readonly string[] | undefined;
  signingName?: string | undefined;
  disableDoubleEncoding?: boolean | undefined;
}
