import type { AwsCredentials } from "../auth/identity.js";
import { querySigners } from "../auth/query-signers.js";
import type { Endpoint } from "../endpoints/endpoint.js";
import { withCallersStack } from "../errors/callers-stack.js";
import { UnsupportedSignatureVersionError } from "../errors/config.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import { type PresignedRequest, presignRequest } from "../presign/presign-request.js";
import type { AnyOperation, Operation, OperationDescriptor } from "../schema/operation.js";
import { prepareRequest } from "./call.js";
import { unlimited } from "./call-signal.js";
import type { Client } from "./client.js";
import type { ClientState } from "./client-state.js";
import { createRequest } from "./create-request.js";
import { describeError } from "./describe-error.js";
import { findOperation } from "./find-operation.js";
import { type Call, openCall } from "./open-call.js";
import { finishRequest } from "./prepare-request.js";
import { chooseSigning } from "./sign-request.js";

export interface PresignOptions {
  /** Seconds until the URL expires. Default: 3,600. */
  readonly expiresIn?: number | undefined;
  /** Method to sign for, where it is not the operation's own. */
  readonly httpMethod?: string | undefined;
}

/**
 * Presigns a call: whoever has the result can send it, without credentials, until it expires. Nothing is sent.
 *
 * @throws {@link ParamValidationError} when the input does not fit, {@link NoCredentialsError} without credentials.
 */
export function presign<Service extends string, Input, Output, Failure>(
  client: Client<NoInfer<Service>>,
  operation: Operation<Service, Input, Output, Failure>,
  input: Input,
  options: PresignOptions = {},
): Promise<PresignedRequest> {
  return presignCall(client["~state"], operation.model, input, options);
}

/** The same for an operation named as its method is; gives the URL alone. (botocore `generate_presigned_url`) */
export async function generatePresignedUrl(
  client: { readonly "~state": ClientState },
  operations: Readonly<Record<string, AnyOperation>>,
  name: string,
  input: unknown,
  options?: PresignOptions,
): Promise<string> {
  const operation = findOperation(operations, name);
  const { url } = await presignCall(client["~state"], operation.model, input, options ?? {});
  return url;
}

async function presignCall(
  client: ClientState,
  operation: OperationDescriptor,
  input: unknown,
  { expiresIn, httpMethod }: PresignOptions,
): Promise<PresignedRequest> {
  const call = openCall(client, operation, {}, unlimited);
  try {
    const { request, endpoint } = await prepareToPresign(call, input);
    if (httpMethod !== undefined) request.method = httpMethod;
    const http = createRequest(request, endpoint);
    const signing = await chooseSigning(call, http, { suffix: "-query", expiresIn, signers: querySigners });
    if (signing === undefined) {
      return { url: http.url, method: http.method, headers: http.headers, expiresAt: new Date(8.64e15) };
    }
    if (!signing.signer.name.endsWith("-query")) {
      throw new UnsupportedSignatureVersionError(
        `Signature version ${signing.signer.name} cannot be put into a URL: ${operation.name} cannot be presigned with it.`,
      );
    }
    return await presignRequest(http, signing.identity as AwsCredentials | undefined, signing.context, signing.signer);
  } catch (error) {
    throw withCallersStack(describeError(error, call));
  }
}

/** Makes a request that is not to be sent by us. Its checksum is computed only where the caller asks for one. */
export async function prepareToPresign(
  call: Call,
  input: unknown,
): Promise<{ readonly request: SerializedRequest; readonly endpoint: Endpoint }> {
  const { client, context } = call;
  context.isPresignRequest = true;
  const { request, endpoint, checksum } = await prepareRequest(call, input);
  if (context.useGlobalEndpoint) context.signing = { ...context.signing, region: client.region };
  await finishRequest(call, request, checksum);
  return { request, endpoint };
}
