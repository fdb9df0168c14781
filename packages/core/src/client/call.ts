import { diagnostics } from "#platform/diagnostics";
import type { RequestChecksum } from "../checksums/request-checksum.js";
import type { Endpoint } from "../endpoints/endpoint.js";
import { UnknownClientMethodError } from "../errors/call.js";
import { withCallersStack } from "../errors/callers-stack.js";
import { throwIfAborted, unlessAborted } from "../http/abort.js";
import type { HttpResponse } from "../http/message.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import { validateInput } from "../protocols/validate.js";
import type { CallOptions, OperationDescriptor } from "../schema/operation.js";
import { buildParams } from "./build-params.js";
import { callSignal } from "./call-signal.js";
import type { ClientState } from "./client-state.js";
import { describeError } from "./describe-error.js";
import { finishCall } from "./finish-call.js";
import { type Call, emit, emitUntilAnswer, isHandled, openCall } from "./open-call.js";
import { finishRequest, resolveChecksum, serializeRequest } from "./prepare-request.js";
import { discardStream, type Received } from "./read-response.js";
import { resolveEndpoint } from "./resolve-endpoint.js";
import { sendWithRetries } from "./send-with-retries.js";

/** One call, from input to output; it ends at once when its signal aborts or its time is over. */
export function call(
  client: ClientState,
  operation: OperationDescriptor,
  input: unknown,
  options: CallOptions = {},
): Promise<unknown> {
  return diagnostics
    ? diagnostics.observeCall(client, operation, () => run(client, operation, input, options))
    : run(client, operation, input, options);
}

async function run(
  client: ClientState,
  operation: OperationDescriptor,
  input: unknown,
  options: CallOptions,
): Promise<unknown> {
  const limit = callSignal(client.config, options);
  const opened = openCall(client, operation, options, limit);
  try {
    throwIfAborted(limit.signal);
    return await unlessAborted(runSteps(opened, input), limit.signal, (output) => discardStream(opened, output));
  } catch (error) {
    throw withCallersStack(describeError(error, opened));
  } finally {
    opened.isOver = true;
    if (opened.isStreaming) limit.stop();
    else limit.release();
  }
}

/** The steps, and the events that announce them, are botocore's, in its order. (client.py, `_make_api_call`) */
async function runSteps(call: Call, input: unknown): Promise<Record<string, unknown>> {
  const prepared = await prepareRequest(call, input);
  const received = (await askBeforeCall(call, prepared.request)) ?? (await send(call, prepared));
  return finishCall(call, received);
}

/** A serialised request, where it goes, and the checksum that it will carry. */
export interface PreparedRequest {
  readonly request: SerializedRequest;
  readonly endpoint: Endpoint;
  readonly checksum: RequestChecksum | undefined;
}

/** The steps before anybody sees the request. What is presigned or explained goes through them, too. */
export async function prepareRequest(call: Call, input: unknown): Promise<PreparedRequest> {
  requireSameService(call);
  const params = await buildParams(call, input);
  if (call.client.config.parameterValidation && call.input !== undefined) validateInput(call.input, params);
  call.context.inputParams = params;

  const endpoint = await resolveEndpoint(call, params);
  const request = serializeRequest(call, params, endpoint);
  return { request, endpoint, checksum: resolveChecksum(call, request, params, endpoint) };
}

/** Where types are off, a service would be sent what another one understands. */
function requireSameService({ operation: { name, service }, client }: Call): void {
  const { id } = client.service;
  if (service === undefined || service === id) return;
  throw new UnknownClientMethodError(`${name} is an operation of ${service}, and was called with a client of ${id}.`);
}

/** A handler of `before-call` may answer in the service's place: nothing is sent then. */
export async function askBeforeCall(call: Call, request: SerializedRequest): Promise<Received | undefined> {
  if (!isHandled(call, "before-call")) return undefined;
  const { operation } = call;
  const answer = await emitUntilAnswer(call, "before-call", { model: operation, params: request });
  if (answer === undefined) return undefined;
  const [http, parsed] = answer as readonly [HttpResponse, Record<string, unknown>];
  return { http, status: http.status, parsed };
}

async function send(call: Call, { request, endpoint, checksum }: PreparedRequest): Promise<Received> {
  await finishRequest(call, request, checksum);
  try {
    return await sendWithRetries(call, request, endpoint, checksum);
  } catch (error) {
    const exception = describeError(error, call);
    if (isHandled(call, "after-call-error")) await emit(call, "after-call-error", { exception });
    throw exception;
  }
}
