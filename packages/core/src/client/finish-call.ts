import { ClientError, type ErrorResponse } from "../errors/client-error.js";
import { errorMetadata } from "../errors/hidden.js";
import { addMembers } from "../errors/modelled-members.js";
import { hideSecrets } from "../protocols/hide-secrets.js";
import type { ResponseMetadata } from "../schema/metadata.js";
import { readSchema } from "../schema/read.js";
import { findError } from "./find-error.js";
import { type Call, emit, isHandled } from "./open-call.js";
import { discardReceived, type Received } from "./read-response.js";

/** Gives the output of a call that succeeded, and throws the error of one that the service refused. */
export async function finishCall(call: Call, received: Received): Promise<Record<string, unknown>> {
  if (isHandled(call, "after-call")) await announce(call, received);
  if (received.status >= 300) throw serviceError(call, received);
  return Object.assign(received.parsed, { $metadata: responseMetadata(call, received) });
}

async function announce(call: Call, received: Received): Promise<void> {
  const { operation } = call;
  const { http: httpResponse, parsed } = received;
  try {
    await emit(call, "after-call", { httpResponse, parsed, model: operation });
  } catch (error) {
    discardReceived(call, received);
    throw error;
  }
}

/** The error that a response stands for, of the modelled class where there is one. */
export function serviceError(call: Call, received: Received): ClientError {
  const { operation, context, attempts } = call;
  const response = received.parsed as ErrorResponse;
  const { Code: code = "Unknown" } = response.Error ?? {};
  const schema = findError(call, context.errorCodeOverride ?? code);
  const message = hideSecrets(response, schema?.members && readSchema(schema.members));
  const retries = call.maxAttemptsReached ? ` (reached max retries: ${attempts - 1})` : "";
  const error = new (schema?.type ?? ClientError)(
    `An error occurred (${code}) when calling the ${operation.name} operation${retries}: ${message}`,
    { code, operation: operation.name, response },
  );
  const $metadata = errorMetadata(responseMetadata(call, received));
  addMembers(error, response);
  error.fault = schema?.fault ?? (received.status >= 500 ? "server" : "client");
  error.requestId = $metadata.requestId;
  error.statusCode = received.status;
  error.$metadata = $metadata;
  return error;
}

function responseMetadata({ attempts, totalRetryDelay, attemptLog }: Call, received: Received): ResponseMetadata {
  const { http, status, requestId, inexact = [], checksumAlgorithm } = received;
  const { headers } = http;
  const extendedRequestId = headers["x-amz-id-2"];
  const cfId = headers["x-amz-cf-id"];
  return {
    httpStatusCode: status,
    httpHeaders: headers,
    ...(requestId !== undefined && { requestId }),
    ...(extendedRequestId !== undefined && { extendedRequestId }),
    ...(cfId !== undefined && { cfId }),
    attempts,
    totalRetryDelay,
    attemptLog,
    ...(inexact.length > 0 && { inexact }),
    ...(checksumAlgorithm !== undefined && { checksumAlgorithm }),
  };
}
