import { bodyOf, lengthOf } from "../checksums/body.js";
import type { RequestChecksum } from "../checksums/request-checksum.js";
import type { RetryMode } from "../config/client-config.js";
import { randomToken } from "../config/default-hooks.js";
import { withCallersStack } from "../errors/callers-stack.js";
import type { HttpRequest } from "../http/message.js";
import { attemptHeader } from "../retries/request-header.js";
import type { AnyOperation, CallOptions, Operation, OperationDescriptor } from "../schema/operation.js";
import { askBeforeCall, prepareRequest } from "./call.js";
import { callSignal } from "./call-signal.js";
import type { Client } from "./client.js";
import type { ClientState } from "./client-state.js";
import { createRequest } from "./create-request.js";
import { describeError } from "./describe-error.js";
import { findOperation } from "./find-operation.js";
import { maskHeaders, maskUrl, secretsOf } from "./mask-request.js";
import { type Call, openCall } from "./open-call.js";
import { finishRequest } from "./prepare-request.js";
import { addRetryHeaders, prepareAttempt } from "./send-with-retries.js";

/**
 * What a call would send, and by which settings: a plain object, to be printed or written as JSON. Signatures, tokens,
 * access keys, keys of customers' encryption, and whatever the model calls sensitive are `***` in it.
 */
export interface CallExplanation {
  /** Hyphenised service id: `cloudwatch-logs`. */
  readonly service: string;
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `length` is undefined for a stream that does not know it. */
  readonly body: { readonly kind: "none" | "bytes" | "stream"; readonly length?: number | undefined };
  /** What the endpoint rules answered. */
  readonly endpoint: string;
  /** The client's. */
  readonly region: string;
  /** How the request is signed; undefined for one that goes unsigned. */
  readonly signing?:
    | {
        /** The name of the signer: `v4`, `s3v4`, `v4a`, `bearer`. */
        readonly signatureVersion: string;
        /** The region, or set of regions, that it is signed for. */
        readonly region: string | undefined;
        readonly signingName: string;
        /** The provider that the credentials come from; `explicit` when code gave them. */
        readonly credentialsMethod?: string | undefined;
      }
    | undefined;
  readonly checksum?:
    | { readonly algorithm: string; readonly place: RequestChecksum["place"]; readonly name: string }
    | undefined;
  readonly retryMode: RetryMode;
  /** Attempts in all, the first one counted. */
  readonly maxAttempts: number;
  /** Milliseconds; absent where there is no limit. */
  readonly timeouts: {
    readonly connectTimeoutMs: number;
    readonly readTimeoutMs: number;
    readonly attemptTimeoutMs?: number | undefined;
    readonly callTimeoutMs?: number | undefined;
  };
}

/**
 * Does everything that a call does up to the signed request of its first attempt, and shows that instead of sending
 * it. Event handlers run as in the call; credentials are got as for it; a body that is a stream may be read.
 *
 * @throws what the call would throw before it sends.
 *
 * @example
 * ```ts
 * console.log(await explain(s3, getObject, { Bucket: "films", Key: "alien.mp4" }));
 * ```
 */
export function explain<Service extends string, Input, Output, Failure>(
  client: Client<NoInfer<Service>>,
  operation: Operation<Service, Input, Output, Failure>,
  input: Input,
  options: CallOptions = {},
): Promise<CallExplanation> {
  return explainCall(client["~state"], operation.model, input, options);
}

/** The same for an operation named as its method is. */
export async function explainByName(
  client: { readonly "~state": ClientState },
  operations: Readonly<Record<string, AnyOperation>>,
  name: string,
  input: unknown,
  options: CallOptions = {},
): Promise<CallExplanation> {
  return explainCall(client["~state"], findOperation(operations, name).model, input, options);
}

async function explainCall(
  client: ClientState,
  operation: OperationDescriptor,
  input: unknown,
  options: CallOptions,
): Promise<CallExplanation> {
  const limit = callSignal(client.config, options);
  const call = openCall(client, operation, options, limit);
  try {
    return await prepareCall(call, input);
  } catch (error) {
    throw withCallersStack(describeError(error, call));
  } finally {
    limit.release();
  }
}

async function prepareCall(call: Call, input: unknown): Promise<CallExplanation> {
  const { client, context, options, operation } = call;
  const { config } = client;
  const { request, endpoint, checksum } = await prepareRequest(call, input);
  await askBeforeCall(call, request);
  await finishRequest(call, request, checksum);
  const http = createRequest(request, endpoint);
  await prepareAttempt(call, http, checksum);
  const strategy = await client.retries;
  const { maxAttempts } = strategy.begin(operation, options.maxAttempts);
  const readTimeoutMs = options.readTimeoutMs ?? config.readTimeoutMs;
  addRetryHeaders(http, randomToken(), attemptHeader(1, strategy.announcesMax ? maxAttempts : undefined));
  const secrets = secretsOf(call.input, context.inputParams);
  const attemptTimeoutMs = options.attemptTimeoutMs ?? config.attemptTimeoutMs;
  const callTimeoutMs = options.callTimeoutMs ?? config.callTimeoutMs;
  return {
    service: client.service.id,
    operation: operation.name,
    method: http.method,
    url: maskUrl(http.url, secrets, call.facts.shownPath),
    headers: maskHeaders(http.headers, secrets),
    body: summary(http),
    endpoint: maskUrl(endpoint.url, secrets).replace(/\/$/, ""),
    region: client.region,
    ...signingOf(call),
    ...(checksum !== undefined && {
      checksum: { algorithm: checksum.algorithm, place: checksum.place, name: checksum.name },
    }),
    retryMode: config.retryMode,
    maxAttempts,
    timeouts: {
      connectTimeoutMs: options.connectTimeoutMs ?? config.connectTimeoutMs,
      readTimeoutMs,
      ...(attemptTimeoutMs !== undefined && { attemptTimeoutMs }),
      ...(callTimeoutMs !== undefined && { callTimeoutMs }),
    },
  };
}

function signingOf({ signing }: Call): Pick<CallExplanation, "signing"> {
  if (signing === undefined) return {};
  const { signer, identity, context } = signing;
  const isByKeys = signer.identityKind === "credentials" && identity !== undefined;
  const method = isByKeys && "method" in identity ? identity.method : undefined;
  return {
    signing: {
      signatureVersion: signer.name,
      region: context.region,
      signingName: context.signingName,
      ...(isByKeys && { credentialsMethod: method ?? "explicit" }),
    },
  };
}

function summary({ body }: HttpRequest): CallExplanation["body"] {
  if (body === undefined) return { kind: "none", length: 0 };
  if (ArrayBuffer.isView(body)) return { kind: body.byteLength === 0 ? "none" : "bytes", length: body.byteLength };
  const length = lengthOf(bodyOf(body));
  return { kind: "stream", ...(length !== undefined && { length }) };
}
