/** Signers: for programs that sign requests themselves, or bring a signer of their own. */

export { bearer } from "./bearer.js";
export { canonicalRequest } from "./canonical-request.js";
export {
  type CloudFrontPermission,
  type CloudFrontPolicy,
  CloudFrontSigner,
  type SignWithRsa,
} from "./cloudfront-signer.js";
export {
  type AwsCredentials,
  type BearerToken,
  FrozenAuthToken,
  FrozenCredentials,
  type Identity,
} from "./identity.js";
export { s3Sigv2, s3Sigv2Query } from "./s3-sigv2.js";
export { s3Sigv4 } from "./s3-sigv4.js";
export { type Signer, type SigningContext, UNSIGNED } from "./signer.js";
export { sigv2 } from "./sigv2.js";
export { sigv3 } from "./sigv3.js";
export { sigv4 } from "./sigv4.js";
export { s3ExpressQuery, s3Sigv4Query, sigv4Query } from "./sigv4-query.js";
export { s3Sigv4a, sigv4a } from "./sigv4a.js";
export { s3Sigv4aQuery, sigv4aQuery } from "./sigv4a-query.js";
