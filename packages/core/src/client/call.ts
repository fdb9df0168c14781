import type { HttpResponse } from "../http/message.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import { validateInput } from "../protocols/validate.js";
import type { CallOptions, OperationDescriptor } from "../schema/operation.js";
import { buildParams } from "./build-params.js";
import { callSignal } from "./call-signal.js";
import type { ClientState } from "./client-state.js";
import { describeError, finishCall, type Progress } from "./finish-call.js";
import { type Call, emitUntilAnswer, handlersOf, openCall } from "./open-call.js";
import { finishRequest, resolveChecksum, serializeRequest } from "./prepare-request.js";
import type { Received } from "./read-response.js";
import { resolveEndpoint } from "./resolve-endpoint.js";
import { sendWithRetries } from "./send-with-retries.js";

/**
 * One call, from input to output. The steps and the events that announce them are botocore's, in its order
 * (client.py, `_make_api_call`).
 */
export async function call(
  client: ClientState,
  operation: OperationDescriptor,
  input: unknown,
  options: CallOptions = {},
): Promise<unknown> {
  const { signal, release } = callSignal(client.config, options);
  const opened = openCall(client, operation, options, signal);
  const progress: Progress = { attempts: 0, totalRetryDelay: 0, log: [] };
  try {
    const params = await buildParams(opened, input);
    if (client.config.parameterValidation && opened.input !== undefined) validateInput(opened.input, params);
    opened.context.inputParams = params;

    const endpoint = await resolveEndpoint(opened, params);
    const request = serializeRequest(opened, params, endpoint);
    const checksum = resolveChecksum(opened, request, params, endpoint);

    let received = await askBeforeCall(opened, request);
    if (received === undefined) {
      await finishRequest(opened, request, checksum);
      received = await sendWithRetries(opened, request, endpoint, checksum, progress);
    }
    return await finishCall(opened, received, progress);
  } catch (error) {
    throw describeError(error, opened, progress);
  } finally {
    release();
  }
}

/** A handler of `before-call` may answer in the service's place: nothing is sent then. */
async function askBeforeCall(call: Call, request: SerializedRequest): Promise<Received | undefined> {
  if (handlersOf(call, "before-call").length === 0) return undefined;
  const { operation, context } = call;
  const answer = await emitUntilAnswer(call, "before-call", { model: operation, params: request, context });
  if (answer === undefined) return undefined;
  const [http, parsed] = answer as readonly [HttpResponse, Record<string, unknown>];
  return {
    http,
    status: http.status,
    parsed,
    errorSchema: undefined,
    requestId: undefined,
    inexact: [],
    checksumAlgorithm: undefined,
  };
}
