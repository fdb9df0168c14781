import { tellFeatures } from "#platform/call-features";
import { diagnostics } from "#platform/diagnostics";
import { userAgentHeader } from "#platform/user-agent";
import { bodyOf, isReplayable } from "../checksums/body.js";
import type { RequestChecksum } from "../checksums/request-checksum.js";
import { randomToken } from "../config/default-hooks.js";
import type { Endpoint } from "../endpoints/endpoint.js";
import { UnseekableStreamError } from "../errors/call.js";
import { throwIfAborted } from "../http/abort.js";
import type { HttpRequest } from "../http/message.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import { splitUrl } from "../http/url.js";
import { clockSkew } from "../retries/clock-skew.js";
import { attemptHeader } from "../retries/request-header.js";
import type { AttemptResult, CallRetries } from "../retries/strategy.js";
import type { AttemptRecord } from "../schema/metadata.js";
import { describeRetry, errorCode, logged, reasonOf } from "./attempt-log.js";
import { addBodyHeaders, createRequest } from "./create-request.js";
import { serviceError } from "./finish-call.js";
import { type Call, emit, isHandled } from "./open-call.js";
import { discardReceived, type Received } from "./read-response.js";
import { resolveEndpoint } from "./resolve-endpoint.js";
import { type Outcome, sendAttempt } from "./send-attempt.js";
import { signRequest } from "./sign-request.js";

/**
 * Sends a request until it is answered, or must not be sent again. Every attempt is a new request with a new
 * signature. (botocore endpoint.py, `_send_request`)
 */
export async function sendWithRetries(
  call: Call,
  request: SerializedRequest,
  endpoint: Endpoint,
  checksum: RequestChecksum | undefined,
): Promise<Received> {
  const { client, options } = call;
  const { clock, sleep, logger } = client.config;
  const strategy = client.retries instanceof Promise ? await client.retries : client.retries;
  const retries = strategy.begin(call.operation, options.maxAttempts);
  const invocationId = randomToken();
  const readTimeoutMs = options.readTimeoutMs ?? client.config.readTimeoutMs;
  let target = endpoint;
  let serviceDate: string | undefined;
  for (;;) {
    throwIfAborted(call.signal);
    call.attempts += 1;
    const attempt = createRequest(request, target);
    const signedAt = client.now();
    await prepareAttempt(call, attempt, checksum);
    const max = call.attempts > 1 || strategy.announcesMax ? retries.maxAttempts : undefined;
    addRetryHeaders(attempt, invocationId, attemptHeader(call.attempts, max, serviceDate, readTimeoutMs));
    const admitted = retries.admit(call.signal);
    if (admitted !== undefined) await admitted;
    const record: AttemptRecord = { time: clock(), host: splitUrl(attempt.url).host };
    const at = call.attemptLog.push(record) - 1;
    const outcome = await observedAttempt(call, attempt);
    const { received, exception } = outcome;
    if (isHandled(call, "response-received")) await announce(call, outcome);
    const isRetimed = correctClock(call, outcome, signedAt) && call.attempts < retries.maxAttempts;
    const delay = await retryDelay(call, request, outcome, retries, isRetimed);
    if (delay === undefined) {
      if (received === undefined) throw exception;
      return received;
    }
    call.attemptLog[at] = { ...record, reason: reasonOf(outcome) };
    logger?.info(describeRetry(call, outcome, delay));
    if (received !== undefined) discardReceived(call, received);
    requireRewindable(call, request, outcome);
    if (isHandled(call, "before-retry")) await announceRetry(call, outcome, delay);
    serviceDate = received?.http.headers["date"];
    if (call.context.endpointOutdated) target = await moveEndpoint(call, target);
    call.totalRetryDelay += delay;
    if (delay > 0) await sleep(delay, call.signal);
  }
}

/** Sends; tells logger and diagnostics, where there are any. */
function observedAttempt(call: Call, request: HttpRequest): Promise<Outcome> {
  const { config } = call.client;
  const send = (): Promise<Outcome> =>
    config.logger === undefined ? sendAttempt(call, request) : logged(call, request, sendAttempt(call, request));
  return diagnostics ? diagnostics.observeAttempt(call, request, send) : send();
}

/** Lets handlers see and change the request, and signs it; handlers of less specific names see it signed. */
export async function prepareAttempt(
  call: Call,
  attempt: HttpRequest,
  checksum: RequestChecksum | undefined,
): Promise<void> {
  const { client, operation } = call;
  attempt.headers[userAgentHeader] = client.userAgent[0];
  const sign = (): Promise<void> => signRequest(call, attempt, { checksum });
  if (isHandled(call, "request-created")) {
    await emit(call, "request-created", { request: attempt, operationName: operation.name }, sign);
  } else await sign();
  if (tellFeatures) tellFeatures(call, attempt, checksum);
  addBodyHeaders(attempt);
}

/** Says which call an attempt belongs to, and which of its attempts it is. These headers are not signed. */
export function addRetryHeaders({ headers }: HttpRequest, invocationId: string, attempt: string): void {
  headers["amz-sdk-invocation-id"] = invocationId;
  headers["amz-sdk-request"] = attempt;
}

async function announce(call: Call, { received, exception }: Outcome): Promise<void> {
  await emit(call, "response-received", { response: received?.http, parsed: received?.parsed, exception });
}

async function announceRetry(call: Call, outcome: Outcome, delayMs: number): Promise<void> {
  const { operation, attempts } = call;
  const { received, exception } = outcome;
  const reason = reasonOf(outcome);
  await emit(call, "before-retry", {
    operation,
    attempts,
    delayMs,
    reason,
    response: received?.http,
    exception,
  });
}

/** Milliseconds until the next attempt; undefined when there is none. */
async function retryDelay(
  call: Call,
  request: SerializedRequest,
  outcome: Outcome,
  retries: CallRetries,
  isRetimed: boolean,
): Promise<number | undefined> {
  const { client, operation, attempts } = call;
  const { received, exception } = outcome;
  let answer: unknown;
  let delay: number | undefined;
  const own = (): number | undefined => {
    delay = isRetimed ? 0 : retries.next(attemptResult(call, outcome));
    return inSeconds(delay);
  };
  if (isHandled(call, "needs-retry")) {
    const payload = {
      response: received?.http,
      parsed: received?.parsed,
      operation,
      attempts,
      caughtException: exception,
      request,
    };
    answer = await emit(call, "needs-retry", payload, own);
  } else answer = own();
  call.maxAttemptsReached = retries.maxAttemptsReached;
  if (typeof answer === "number") return answer === inSeconds(delay) ? delay : answer * 1000;
  if (retries.stopDelay > 0) await client.config.sleep(retries.stopDelay, call.signal);
  return undefined;
}

/**
 * Whether a refusal is due to a wrong clock of this machine, which is corrected then: for the next attempt, and for the
 * client's later calls. Of calls that were refused together one corrects it; the others are only sent again.
 */
function correctClock(call: Call, { received }: Outcome, signedAt: number): boolean {
  if (received === undefined || received.status < 400 || call.isRetimed) return false;
  const { client } = call;
  const { status, http, parsed } = received;
  const skew = clockSkew({ status, headers: http.headers, error: parsed["Error"] ?? {} }, signedAt);
  if (skew === undefined) return false;
  call.isRetimed = true;
  const offset = skew + signedAt - client.config.clock();
  if (Math.abs(offset - client.clockOffset) < 60_000) return true;
  client.clockOffset = offset;
  client.config.logger?.warn(
    `This machine's clock is ${Math.round(Math.abs(offset) / 1000)} s ${offset > 0 ? "behind" : "ahead of"} that of ` +
      `${client.service.serviceId}: requests are signed for the service's time from now on.`,
  );
  return true;
}

function inSeconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}

function attemptResult({ attempts, context }: Call, { received, exception }: Outcome): AttemptResult {
  if (received === undefined) return { attempts, exception, corrupt: context.isBodyCorrupt };
  const { status, http } = received;
  return { attempts, status, headers: http.headers, code: errorCode(received), corrupt: context.isBodyCorrupt };
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
function requireRewindable(call: Call, request: SerializedRequest, outcome: Outcome): void {
  if (isReplayable(bodyOf(request.body))) return;
  throw new UnseekableStreamError(
    `The request failed (${reasonOf(outcome)}) and cannot be sent again: its body is a stream that has been read. ` +
      "Give bytes, a string, a Blob or an array of events to have it repeated.",
    { cause: outcome.received === undefined ? outcome.exception : serviceError(call, outcome.received) },
  );
}
