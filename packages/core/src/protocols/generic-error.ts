import { reasonPhrases } from "#platform/reason-phrases";
import type { ParsableResponse, ParsedError } from "./protocol.js";

/**
 * What is left to say about an error whose body says nothing: the status as the code, its phrase as the message.
 *
 * @see botocore parsers.py, ResponseParser._do_generic_error_parse
 */
export function parseStatusError(response: ParsableResponse, requestId: string | undefined): ParsedError {
  const Code = String(response.status);
  const Message = reasonPhrases[response.status] ?? response.reason ?? "";
  return { error: { Code, Message }, members: () => ({}), requestId };
}

/** Whether a gateway answered rather than the service: 5xx with an empty or HTML body. */
export function isGenericError(response: ParsableResponse): boolean {
  if (response.status < 500) return false;
  let at = 0;
  while (at < response.body.length && isSpace(response.body[at]!)) at++;
  return at === response.body.length || String.fromCharCode(...response.body.subarray(at, at + 6)) === "<html>";
}

function isSpace(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}
