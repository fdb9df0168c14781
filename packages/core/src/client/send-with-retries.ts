import { userAgentHeader } from "#platform/user-agent";
import { bodyOf, isReplayable } from "../checksums/body.js";
import type { RequestChecksum } from "../checksums/request-checksum.js";
import { randomToken } from "../config/default-hooks.js";
import type { Endpoint } from "../endpoints/endpoint.js";
import { UnseekableStreamError } from "../errors/call.js";
import type { IniaError } from "../errors/inia-error.js";
import type { HttpRequest, HttpResponse } from "../http/message.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import { splitUrl } from "../http/url.js";
import type { AttemptResult, CallRetries } from "../retries/strategy.js";
import type { AttemptRecord } from "../schema/metadata.js";
import { attemptSignal } from "./call-signal.js";
import { addBodyHeaders, createRequest } from "./create-request.js";
import type { Progress } from "./finish-call.js";
import { type Call, emit, emitUntilAnswer, handlersOf } from "./open-call.js";
import { type Received, readResponse, streamsOutput } from "./read-response.js";
import { resolveEndpoint } from "./resolve-endpoint.js";
import { addSdkHeaders } from "./sdk-headers.js";
import { signRequest } from "./sign-request.js";

/** What an attempt came to: a response that was read, or an error on the way. */
interface Outcome {
  readonly received?: Received;
  readonly exception?: unknown;
}

/**
 * Sends a request until it is answered, or must not be sent again. Every attempt is a new request with a new
 * signature. (botocore endpoint.py, `_send_request`)
 */
export async function sendWithRetries(
  call: Call,
  request: SerializedRequest,
  endpoint: Endpoint,
  checksum: RequestChecksum | undefined,
  progress: Progress,
): Promise<Received> {
  const { client } = call;
  const strategy = client.retries instanceof Promise ? await client.retries : client.retries;
  const retries = strategy.begin(call.operation, call.options.maxAttempts);
  const invocationId = randomToken();
  const readTimeoutMs = call.options.readTimeoutMs ?? client.config.readTimeoutMs;
  let target = endpoint;
  let serviceDate: string | undefined;
  for (;;) {
    call.signal?.throwIfAborted();
    progress.attempts += 1;
    const time = client.config.clock();
    const attempt = createRequest(request, target);
    await prepareAttempt(call, attempt, request, checksum);
    addSdkHeaders(attempt.headers, {
      invocationId,
      attempt: progress.attempts,
      maxAttempts: progress.attempts > 1 || strategy.announcesMax ? retries.maxAttempts : undefined,
      readTimeoutMs,
      serviceDate,
    });
    const admitted = retries.admit(call.signal);
    if (admitted !== undefined) await admitted;
    const outcome = await sendAttempt(call, attempt);
    if (handlersOf(call, "response-received").length > 0) await announce(call, outcome);
    const delay = await retryDelay(call, request, outcome, progress, retries);
    progress.log.push(logEntry(time, attempt, delay === undefined ? undefined : outcome));
    if (delay === undefined) {
      call.context["maxAttemptsReached"] = retries.maxAttemptsReached;
      if (outcome.received === undefined) throw outcome.exception;
      return outcome.received;
    }
    requireRewindable(request, outcome);
    serviceDate = outcome.received?.http.headers["date"];
    if (call.context.endpointOutdated) target = await moveEndpoint(call, target);
    progress.totalRetryDelay += delay;
    if (delay > 0) await client.config.sleep(delay, call.signal);
  }
}

/** Lets handlers see and change the request, then signs it. */
async function prepareAttempt(
  call: Call,
  attempt: HttpRequest,
  request: SerializedRequest,
  checksum: RequestChecksum | undefined,
): Promise<void> {
  const { client, operation, context } = call;
  attempt.headers[userAgentHeader] = client.userAgent;
  if (handlersOf(call, "request-created").length > 0) {
    await emit(call, "request-created", { request: attempt, operationName: operation.name, context });
  }
  await signRequest(call, attempt, { checksum, body: request.body });
  addBodyHeaders(attempt, request.body);
}

async function sendAttempt(call: Call, request: HttpRequest): Promise<Outcome> {
  const { client, options, context } = call;
  const { config } = client;
  const { signal, release } = attemptSignal(config, options, call.signal);
  let http: HttpResponse;
  try {
    const answer =
      handlersOf(call, "before-send").length > 0
        ? await emitUntilAnswer(call, "before-send", { request, context })
        : undefined;
    http =
      (answer as HttpResponse | undefined) ??
      (await client.handler.send(request, {
        signal,
        connectTimeoutMs: options.connectTimeoutMs ?? config.connectTimeoutMs,
        readTimeoutMs: options.readTimeoutMs ?? config.readTimeoutMs,
        streaming: streamsOutput(call),
      }));
  } catch (exception) {
    call.signal?.throwIfAborted();
    return { exception };
  } finally {
    release();
  }
  return { received: await readResponse(call, http) };
}

async function announce(call: Call, { received, exception }: Outcome): Promise<void> {
  const { context } = call;
  await emit(call, "response-received", { response: received?.http, parsed: received?.parsed, exception, context });
}

/** Milliseconds until the next attempt; undefined when there is none. Our own rule comes before handlers. */
async function retryDelay(
  call: Call,
  request: SerializedRequest,
  outcome: Outcome,
  progress: Progress,
  retries: CallRetries,
): Promise<number | undefined> {
  const { client, operation, context } = call;
  const { received, exception } = outcome;
  const { attempts } = progress;
  const delay = retries.next(attemptResult(outcome, attempts));
  if (delay === undefined && retries.stopDelay > 0) await client.config.sleep(retries.stopDelay, call.signal);
  if (handlersOf(call, "needs-retry").length === 0) return delay;
  const answers = await emit(call, "needs-retry", {
    response: received?.http,
    parsed: received?.parsed,
    operation,
    attempts,
    caughtException: exception,
    request,
    context,
  });
  if (delay !== undefined) return delay;
  const seconds = answers.find((answer) => answer !== undefined && answer !== null);
  return typeof seconds === "number" ? seconds * 1000 : undefined;
}

function attemptResult({ received, exception }: Outcome, attempts: number): AttemptResult {
  if (received === undefined) return { attempts, exception };
  const error = received.parsed["Error"] as { Code?: string } | undefined;
  const code = received.status >= 300 ? error?.Code : undefined;
  return { attempts, status: received.status, headers: received.http.headers, code };
}

function logEntry(time: number, { url }: HttpRequest, outcome: Outcome | undefined): AttemptRecord {
  const { host } = splitUrl(url);
  if (outcome === undefined) return { time, host };
  const { code } = attemptResult(outcome, 0);
  const reason = code ?? (outcome.exception as Partial<IniaError> | undefined)?.name ?? `${outcome.received?.status}`;
  return { time, host, reason };
}

/** Another host, and another region to sign for; the path stays as it was resolved first. */
async function moveEndpoint(call: Call, from: Endpoint): Promise<Endpoint> {
  call.context.endpointOutdated = false;
  const { url } = await resolveEndpoint(call, call.context.inputParams);
  const { path } = splitUrl(from.url);
  const { scheme, host } = splitUrl(url);
  return { ...from, url: `${scheme}://${host}${path}` };
}

/** A stream that has been read cannot be sent again; anything else can. */
function requireRewindable(request: SerializedRequest, { exception }: Outcome): void {
  if (isReplayable(bodyOf(request.body))) return;
  throw new UnseekableStreamError(
    "The request failed and would be sent again, but its body is a stream that has been read. " +
      "Give the body as bytes, as a string or as a Blob to have such requests repeated.",
    { cause: exception },
  );
}
