import { toBase64 } from "#platform/base64";
import type { AwsCredentials, Identity } from "../auth/identity.js";
import { requireCredentials } from "../auth/require-identity.js";
import type { SigningContext } from "../auth/signer.js";
import { isoDate } from "../auth/signing-date.js";
import { toUtf8 } from "../encoding/utf8.js";
import { type PolicyValue, policyJson } from "./policy-json.js";

/** What S3 checks of a form before it takes the file, for example `["content-length-range", 1, 1048576]`. */
export type PostCondition = Readonly<Record<string, string>> | readonly (string | number)[];

/** A form that a browser may post to S3, without credentials, until it expires. */
export interface PresignedPost {
  readonly url: string;
  /** The form's fields, in order. The file goes last, as `file`. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What a form must hold. */
export interface PostRules {
  readonly bucket: string;
  /** `${filename}` at its end stands for the name of the file that is chosen. */
  readonly key: string;
  /** Further fields. Each needs a condition that allows it. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly conditions?: readonly PostCondition[] | undefined;
  /** Seconds; default 3,600. */
  readonly expiresIn?: number | undefined;
}

/** A signature version's part in forms. */
export interface PostSigner {
  /** For example `s3v4-presign-post`. */
  readonly name: string;
  /** The fields that name the signer. Those of `conditions` must be allowed by the policy too. */
  identify(credentials: AwsCredentials, context: SigningContext): { fields: Fields; conditions: Fields };
  readonly signatureField: string;
  /** Signs the policy, which is base64. */
  sign(policy: string, credentials: AwsCredentials, context: SigningContext): string;
}

export type Fields = Readonly<Record<string, string>>;

/**
 * Makes a form: the policy that says what may be uploaded, and its signature.
 *
 * @see Amazon S3 API Reference, "Authenticating requests: browser-based uploads using POST"; botocore signers.py
 */
export function presignPost(
  url: string,
  { bucket, key, fields = {}, conditions = [], expiresIn = 3600 }: PostRules,
  identity: Identity | undefined,
  context: SigningContext,
  signer: PostSigner,
): PresignedPost {
  const credentials = requireCredentials(identity);
  const own = signer.identify(credentials, context);
  const policy = encodePolicy({
    expiration: isoDate(context.time + expiresIn * 1000),
    conditions: [
      ...conditions,
      { bucket },
      key.endsWith(fileName) ? ["starts-with", "$key", key.slice(0, -fileName.length)] : { key },
      ...Object.entries(own.conditions).map(([name, value]) => ({ [name]: value })),
    ],
  });
  const signature = signer.sign(policy, credentials, context);
  return { url, fields: { ...fields, key, ...own.fields, policy, [signer.signatureField]: signature } };
}

function encodePolicy(policy: PolicyValue): string {
  return toBase64(toUtf8(policyJson(policy)));
}

const fileName = "${filename}";
