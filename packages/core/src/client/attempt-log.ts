import { bodyOf, lengthOf } from "../checksums/body.js";
import type { ResolvedConfig } from "../config/resolved-config.js";
import type { HttpRequest } from "../http/message.js";
import { splitUrl } from "../http/url.js";
import type { Call } from "./open-call.js";
import type { Received } from "./read-response.js";
import type { Outcome } from "./send-attempt.js";

/** The code of the service's error; undefined for a success. */
export function errorCode({ status, parsed }: Received): string | undefined {
  return status < 300 ? undefined : (parsed["Error"] as { readonly Code?: string } | undefined)?.Code;
}

/** Why an attempt is not the last: an error code, a status or an error's name. */
export function reasonOf({ received, exception }: Outcome): string {
  if (received === undefined) return exception instanceof Error ? exception.name : String(exception);
  return errorCode(received) ?? String(received.status);
}

/** Sends with a line for the log, whatever comes of it. */
export function logged(
  call: Call,
  request: HttpRequest,
  send: () => Promise<Outcome>,
  { logger, clock }: ResolvedConfig,
): () => Promise<Outcome> {
  return async () => {
    const start = clock();
    let outcome: Outcome = {};
    try {
      return (outcome = await send());
    } catch (exception) {
      outcome = { exception };
      throw exception;
    } finally {
      logger?.debug(describeAttempt(call, request, outcome, clock() - start));
    }
  };
}

/** An attempt in a line for the log. Neither query nor bodies are in it, nor labels that the model calls sensitive. */
function describeAttempt(call: Call, request: HttpRequest, outcome: Outcome, milliseconds: number): string {
  const { method, url, body } = request;
  const { host, path } = splitUrl(url);
  const { received } = outcome;
  const answer = received
    ? `${received.http.status}, ${lengthIn(received)} bytes, request id ${received.requestId}`
    : reasonOf(outcome);
  return (
    `${nameOf(call)}: ${method} ${host}${call.facts.shownPath ?? path}, ${lengthOf(bodyOf(body))} bytes: ${answer}, ` +
    `${milliseconds} ms`
  );
}

/** A retry in a line for the log. */
export function describeRetry(call: Call, outcome: Outcome, delay: number): string {
  return `${nameOf(call)}: ${reasonOf(outcome)}, next attempt in ${Math.round(delay)} ms`;
}

function nameOf({ client, operation, progress }: Call): string {
  return `${client.service.id}.${operation.name} attempt ${progress.attempts}`;
}

function lengthIn({ http: { body, headers } }: Received): string | number | undefined {
  return ArrayBuffer.isView(body) ? body.byteLength : headers["content-length"];
}
