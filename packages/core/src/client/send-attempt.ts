import { throwIfAborted, unlessAborted } from "../http/abort.js";
import type { HttpRequest, HttpResponse, OpenedBody } from "../http/message.js";
import { readAll } from "../streaming/byte-iterator.js";
import { attemptSignal, type CallSignal } from "./call-signal.js";
import { discardBody } from "./discard-body.js";
import { type Call, emit, isHandled } from "./open-call.js";
import { isStreamed, type Received, readResponse } from "./read-response.js";

/** What an attempt came to: a response that was read, or an error on the way. */
export interface Outcome {
  readonly received?: Received;
  readonly exception?: unknown;
}

/** Sends a signed request, and reads its response. What goes wrong before that is read is the attempt's outcome. */
export async function sendAttempt(call: Call, request: HttpRequest): Promise<Outcome> {
  const { client, options, context } = call;
  const limit = attemptSignal(client.config, options, call.signal);
  context.isBodyCorrupt = false;
  let http: HttpResponse;
  let body: Uint8Array | undefined;
  try {
    throwIfAborted(call.signal);
    const answer = isHandled(call, "before-send")
      ? ((await emit(call, "before-send", { request })) as HttpResponse | undefined)
      : undefined;
    http = answer ?? (await transmit(call, request, limit));
    if (isStreamed(call, http)) {
      limit.stop();
      (http.body as OpenedBody | undefined)?.["~opened"]?.(`${call.client.service.id}.${call.operation.name}`);
    } else {
      body = ArrayBuffer.isView(http.body) ? http.body : await unlessAborted(readAll(http.body), limit.signal);
      limit.release();
    }
  } catch (exception) {
    limit.release();
    throwIfAborted(call.signal);
    return { exception };
  }
  try {
    return { received: await readResponse(call, http, body, limit) };
  } catch (exception) {
    // Bytes that are known to be wrong need not make sense.
    if (context.isBodyCorrupt) return { exception };
    throw exception;
  }
}

/** A handler that does not listen to the signal is not waited for. */
function transmit(
  { client, operation, options, facts }: Call,
  request: HttpRequest,
  limit: CallSignal,
): Promise<HttpResponse> {
  const { config } = client;
  const response = client.handler.send(request, {
    signal: limit.signal,
    connectTimeoutMs: options.connectTimeoutMs ?? config.connectTimeoutMs,
    readTimeoutMs: options.readTimeoutMs ?? config.readTimeoutMs,
    streaming: facts.streamed !== undefined,
    ...operation.events?.input?.sendOptions,
    shownPath: facts.shownPath,
  });
  return unlessAborted(response, limit.signal, discardBody);
}
