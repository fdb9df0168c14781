import { canBeChunked } from "#platform/chunked-payload";
import { addRecursionHeader } from "#platform/recursion-header";
import type { RequestChecksum } from "../checksums/request-checksum.js";
import type { Endpoint } from "../endpoints/endpoint.js";
import { setHeader } from "../http/header.js";
import type { FormBody, SerializedRequest } from "../http/serialized-request.js";
import type { EventInput } from "../protocols/event-stream/event-streams.js";
import type { OperationDescriptor } from "../schema/operation.js";
import type { Call } from "./open-call.js";
import { signingByRules } from "./sign-request.js";

/** Serialises the parameters, and adds the headers that endpoint and environment ask for. */
export function serializeRequest(call: Call, params: Record<string, unknown>, endpoint: Endpoint): SerializedRequest {
  const { client, operation, context } = call;
  const { service, config } = client;
  const serializer: Pick<EventInput, "serialize"> = operation.events?.input ?? service.protocol;
  const served = context.operation ?? operation;
  const { hostPrefix, renderHostPrefix } = served;
  const prefix = hostPrefix && renderHostPrefix ? renderHostPrefix(served, params) : hostPrefix;
  const request = serializer.serialize(served, params, service, config.parameterValidation);
  makeBody(operation, request);
  if (config.injectHostPrefix) request.hostPrefix = prefix;
  for (const [name, [value]] of Object.entries(endpoint.headers)) {
    if (value !== undefined) setHeader(request.headers, name, value);
  }
  if (operation.endpointOperation) request.headers["x-amz-api-version"] = service.apiVersion;
  if (addRecursionHeader) addRecursionHeader(request.headers, client.environment);
  return request;
}

/** Decides on the request's checksum, before handlers and compression see the request. */
export function resolveChecksum(
  call: Call,
  request: SerializedRequest,
  params: Record<string, unknown>,
  endpoint: Endpoint,
): RequestChecksum | undefined {
  const { requestChecksums } = call.operation;
  if (requestChecksums === undefined) return undefined;
  const signsChunks = canBeChunked
    ? canBeChunked(call, request, endpoint.url) && /^(s3v4|v4-s3express)$/.test(signingByRules(call).signatureVersion)
    : false;
  return requestChecksums.resolve(call, request, params, signsChunks);
}

/** Compresses the body where operation and settings allow it, then computes the checksum of what will be sent. */
export function finishRequest(
  { operation, client: { config } }: Call,
  request: SerializedRequest,
  checksum: RequestChecksum | undefined,
): void | Promise<void> {
  makeBody(operation, request);
  const sum = (): void | Promise<void> => checksum && operation.requestChecksums!.apply(request, checksum);
  const compressing = operation.compress?.(request, operation, config);
  return compressing === undefined ? sum() : compressing.then(sum);
}

/** A stream must be known as the same one however often it is looked at; handlers may have put another. */
function makeBody({ streams }: OperationDescriptor, request: SerializedRequest): void {
  const { body } = request;
  if (streams?.bodyFrom === undefined || body === undefined || isForm(body)) return;
  request.body = streams.bodyFrom(body);
}

function isForm(body: SerializedRequest["body"]): body is FormBody {
  return typeof body === "object" && "form" in body;
}
