import { bodyOf, lengthOf } from "../checksums/body.js";
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

/** What an attempt comes to, with a line for the log, whatever that is. */
export function logged(call: Call, request: HttpRequest, pending: Promise<Outcome>): Promise<Outcome> {
  const { logger, clock } = call.client.config;
  const start = clock();
  const log = (outcome: Outcome): void => logger!.debug(describeAttempt(call, request, outcome, clock() - start));
  return pending.then(
    (outcome) => {
      log(outcome);
      return outcome;
    },
    (exception) => {
      log({ exception });
      throw exception;
    },
  );
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

function nameOf({ client, operation, attempts }: Call): string {
  return `${client.service.id}.${operation.name} attempt ${attempts}`;
}

function lengthIn({ http: { body, headers } }: Received): string | number | undefined {
  return ArrayBuffer.isView(body) ? body.byteLength : headers["content-length"];
}
