import type { AwsCredentials } from "../auth/identity.js";
import { signS3Text } from "../auth/s3-sigv2.js";
import type { SigningContext } from "../auth/signer.js";
import { ALGORITHM, openScope, signText } from "../auth/sigv4.js";
import type { Fields, PostSigner } from "./presign-post.js";

/** SigV4 for forms (botocore's `S3SigV4PostAuth`). */
export const s3Sigv4Post: PostSigner = {
  name: "s3v4-presign-post",
  identify: (credentials, context) => identifySigv4(credentials, context, "x-amz-security-token"),
  signatureField: "x-amz-signature",
  sign: signSigv4,
};

/** The same with the credentials of an S3 Express session (botocore's `S3ExpressPostAuth`). */
export const s3ExpressPost: PostSigner = {
  name: "v4-s3express-presign-post",
  identify: (credentials, context) => identifySigv4(credentials, context, "X-Amz-S3session-Token"),
  signatureField: "x-amz-signature",
  sign: signSigv4,
};

/** The signature before SigV4 (botocore's `HmacV1PostAuth`). */
export const s3Sigv2Post: PostSigner = {
  name: "s3-presign-post",
  identify({ accessKeyId, sessionToken }) {
    const conditions: Fields = sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken };
    return { fields: { AWSAccessKeyId: accessKeyId, ...conditions }, conditions };
  },
  signatureField: "signature",
  sign: signS3Text,
};

function identifySigv4(credentials: AwsCredentials, context: SigningContext, tokenName: string) {
  const scope = openScope(context);
  const fields: Fields = {
    "x-amz-algorithm": ALGORITHM,
    "x-amz-credential": `${credentials.accessKeyId}/${scope.text}`,
    "x-amz-date": scope.date,
    ...(credentials.sessionToken !== undefined && { [tokenName]: credentials.sessionToken }),
  };
  return { fields, conditions: fields };
}

function signSigv4(policy: string, credentials: AwsCredentials, context: SigningContext): string {
  return signText(policy, credentials, openScope(context));
}
