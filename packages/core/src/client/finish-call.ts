import { ClientError, type ErrorResponse } from "../errors/client-error.js";
import { IniaError } from "../errors/inia-error.js";
import type { AttemptRecord, ResponseMetadata } from "../schema/metadata.js";
import { findError } from "./find-error.js";
import { type Call, emit, handlersOf } from "./open-call.js";
import type { Received } from "./read-response.js";

/** What a call has gone through so far. */
export interface Progress {
  attempts: number;
  totalRetryDelay: number;
  readonly log: AttemptRecord[];
}

/** Gives the output of a call that succeeded, and throws the error of one that the service refused. */
export async function finishCall(call: Call, received: Received, progress: Progress): Promise<Record<string, unknown>> {
  const { operation, context } = call;
  if (handlersOf(call, "after-call").length > 0) {
    const { http: httpResponse, parsed } = received;
    await emit(call, "after-call", { httpResponse, parsed, model: operation, context });
  }
  const $metadata = responseMetadata(received, progress);
  if (received.status >= 300) throw serviceError(call, received, $metadata);
  return Object.assign(received.parsed, { $metadata });
}

function serviceError(call: Call, received: Received, $metadata: ResponseMetadata): ClientError {
  const { operation, context } = call;
  const response = received.parsed as ErrorResponse;
  const { Code: code = "Unknown", Message: message = "Unknown" } = response.Error ?? {};
  const override = context.errorCodeOverride;
  const schema = override === undefined ? received.errorSchema : findError(call, override);
  const retries =
    $metadata.attempts !== undefined && context["maxAttemptsReached"] ? $metadata.attempts - 1 : undefined;
  const text =
    `An error occurred (${code}) when calling the ${operation.name} operation` +
    `${retries === undefined ? "" : ` (reached max retries: ${retries})`}: ${message}`;
  const error = new (schema?.type ?? ClientError)(text, { code, operation: operation.name, response });
  for (const [name, value] of Object.entries(response)) {
    if (name !== "Error" && !(name in error)) Object.assign(error, { [name]: value });
  }
  error.fault = schema?.fault ?? (received.status >= 500 ? "server" : "client");
  error.requestId = $metadata.requestId;
  error.statusCode = received.status;
  error.$metadata = $metadata;
  return error;
}

function responseMetadata(received: Received, progress: Progress): ResponseMetadata {
  const { headers } = received.http;
  const extendedRequestId = headers["x-amz-id-2"];
  const cfId = headers["x-amz-cf-id"];
  return {
    httpStatusCode: received.status,
    httpHeaders: headers,
    ...(received.requestId !== undefined && { requestId: received.requestId }),
    ...(extendedRequestId !== undefined && { extendedRequestId }),
    ...(cfId !== undefined && { cfId }),
    attempts: progress.attempts,
    totalRetryDelay: progress.totalRetryDelay,
    attemptLog: progress.log,
    ...(received.inexact.length > 0 && { inexact: received.inexact }),
    ...(received.checksumAlgorithm !== undefined && { checksumAlgorithm: received.checksumAlgorithm }),
  };
}

/** Tells of an error that leaves a call which call it was; what it knows already stays. */
export function describeError(error: unknown, call: Call, progress: Progress | undefined): unknown {
  if (!(error instanceof IniaError)) return error;
  error.operation ??= call.operation.name;
  error.service ??= call.client.service.id;
  error.attempts ??= progress?.attempts;
  return error;
}
