import { UNSIGNED } from "../../auth/signer.js";
import { unlimited } from "../../client/call-signal.js";
import type { ClientState } from "../../client/client-state.js";
import { createRequest } from "../../client/create-request.js";
import { describeError } from "../../client/describe-error.js";
import { openCall } from "../../client/open-call.js";
import { prepareToPresign } from "../../client/presign.js";
import { chooseSigner, identityOf } from "../../client/sign-request.js";
import { UnsupportedSignatureVersionError } from "../../errors/config.js";
import { s3ExpressPost, s3Sigv2Post, s3Sigv4Post } from "../../presign/post-signers.js";
import { type PostRules, type PostSigner, type PresignedPost, presignPost } from "../../presign/presign-post.js";
import { REQUIRED, STRING, URI } from "../../schema/codes.js";
import type { OperationDescriptor, ServiceClient } from "../../schema/operation.js";

/**
 * Makes a form with which a browser uploads a file to a bucket, without credentials, until it expires. Nothing is
 * sent. `fillForm` puts the fields into a `FormData`.
 *
 * @throws {@link NoCredentialsError} without credentials.
 * @see botocore signers.py, generate_presigned_post
 */
export async function generatePresignedPost(
  client: ServiceClient<"s3"> & { readonly "~state": ClientState },
  rules: PostRules,
): Promise<PresignedPost> {
  const call = openCall(client["~state"], createBucket, {}, unlimited);
  try {
    const { request, endpoint } = await prepareToPresign(call, { Bucket: rules.bucket });
    const http = createRequest(request, endpoint);
    const { signer, context } = await chooseSigner(
      { ...call, operation: putObject, facts: call.client.factsOf(putObject) },
      http,
      { suffix: "-presign-post" },
    );
    if (signer === UNSIGNED) return { url: http.url, fields: { ...rules.fields, key: rules.key } };
    return presignPost(http.url, rules, await identityOf(call, "credentials"), context, postSigner(signer));
  } catch (error) {
    throw describeError(error, call);
  }
}

function postSigner(signer: string | { readonly name: string }): PostSigner {
  const name = typeof signer === "string" ? signer : signer.name;
  const found = postSigners.find((one) => one.name === name);
  if (found !== undefined) return found;
  throw new UnsupportedSignatureVersionError(
    `Signature version ${name.replace(/-presign-post$/, "")} signs no forms: s3v4 and s3 do.`,
  );
}

const postSigners: readonly PostSigner[] = [s3Sigv4Post, s3Sigv2Post, s3ExpressPost];

/** A form goes where its bucket would be made, and is signed as PutObject is. */
const createBucket: OperationDescriptor = {
  name: "CreateBucket",
  http: ["PUT", "/{Bucket}"],
  input: { Bucket: ["t", STRING, URI + REQUIRED] },
  contextParams: { Bucket: "Bucket" },
  staticContextParams: { DisableAccessPoints: true, UseS3ExpressControlEndpoint: true },
};
const putObject: OperationDescriptor = { name: "PutObject", http: ["PUT", "/{Bucket}/{Key+}"] };
