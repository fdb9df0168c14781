import type { RequestChecksum } from "../checksums/request-checksum.js";
import type { ResolvedConfig } from "../config/resolved-config.js";
import type { Endpoint } from "../endpoints/endpoint.js";
import { setHeader } from "../http/header.js";
import type { FormBody, SerializedRequest } from "../http/serialized-request.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { bodyFrom } from "../streaming/input.js";
import type { Call } from "./open-call.js";
import { addRecursionHeader } from "./recursion-header.js";

/** Serialises the parameters, and adds the headers that endpoint and environment ask for. */
export function serializeRequest(call: Call, params: Record<string, unknown>, endpoint: Endpoint): SerializedRequest {
  const { client, operation, context } = call;
  const { protocol } = client.service;
  const request = protocol.serialize(context.operation ?? operation, params, client.service);
  // Made a body once: a stream must be known as the same one however often it is looked at.
  if (request.body !== undefined && !isForm(request.body)) request.body = bodyFrom(request.body);
  if (!client.config.injectHostPrefix) request.hostPrefix = undefined;
  for (const [name, [value]] of Object.entries(endpoint.headers)) {
    if (value !== undefined) setHeader(request.headers, name, value);
  }
  if (operation.endpointOperation) request.headers["x-amz-api-version"] = client.service.apiVersion;
  addRecursionHeader(request.headers, client.environment);
  return request;
}

/** Decides on the request's checksum, before handlers and compression see the request. */
export function resolveChecksum(
  { operation, client, context }: Call,
  request: SerializedRequest,
  params: Record<string, unknown>,
  endpoint: Endpoint,
): RequestChecksum | undefined {
  return operation.httpChecksum?.resolve(request, operation, params, {
    calculation: client.config.requestChecksumCalculation,
    isHttps: endpoint.url.startsWith("https:"),
    hasStreamingInput: context.hasStreamingInput,
    signatureVersion: client.config.signatureVersion,
    isPresigned: context.isPresignRequest,
    isS3Compatible: client.config.s3.s3Compatible,
  });
}

/** Compresses the body where operation and settings allow it, then computes the checksum of what will be sent. */
export function finishRequest(
  { operation, client: { config } }: Call,
  request: SerializedRequest,
  checksum: RequestChecksum | undefined,
): void | Promise<void> {
  const sum = (): void | Promise<void> => checksum && operation.httpChecksum!.apply(request, checksum);
  return operation.compression === undefined ? sum() : compress(operation, request, config).then(sum);
}

async function compress(
  operation: OperationDescriptor,
  request: SerializedRequest,
  config: ResolvedConfig,
): Promise<void> {
  const { compressRequest } = await import("../checksums/compress-request.js");
  await compressRequest(request, operation, {
    isDisabled: config.disableRequestCompression,
    minSizeBytes: config.requestMinCompressionSizeBytes,
    signatureVersion: config.signatureVersion,
  });
}

function isForm(body: SerializedRequest["body"]): body is FormBody {
  return typeof body === "object" && "form" in body;
}
