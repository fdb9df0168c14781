import { isSameSignature, sha256Hex, signatureOf, signingKey } from "../verify/signature.js";
import { basicTimestamp } from "../verify/timestamp.js";
import type { VerifiedRequest } from "../verify/verify-request.js";
import { decodeMessage, EventFailure, type EventMessage, encodeHeader, readMessages } from "./message.js";

/** By what the dates of events are judged. */
export interface EventClock {
  readonly now: () => number;
  readonly maxSkewMs: number;
}

/**
 * Takes the signed messages around events away. Each must have a date and the signature that follows from the one
 * before it, the first from the request's own, and a signed message without an event must end them.
 *
 * @throws {@link EventFailure} at the first thing that does not hold.
 */
export async function* verifyEvents(
  body: AsyncIterable<Uint8Array>,
  verified: VerifiedRequest,
  clock: EventClock,
): AsyncGenerator<EventMessage> {
  let previous = verified.authorization.signature;
  let hasEnded = false;
  for await (const message of readMessages(body)) {
    if (hasEnded) {
      throw wrong("a message follows the signed end of the events");
    }
    previous = verifySignature(message, verified, previous, clock);
    hasEnded = message.payload.length === 0;
    if (!hasEnded) {
      yield decodeMessage(message.payload);
    }
  }
  if (!hasEnded) {
    throw wrong("the stream ends without the signed end of the events");
  }
}

function verifySignature(
  { headers, payload }: EventMessage,
  { authorization, credential }: VerifiedRequest,
  previous: string,
  { now, maxSkewMs }: EventClock,
): string {
  const date = headers.get(":date");
  const signature = headers.get(":chunk-signature");
  if (!(date instanceof Date) || !Buffer.isBuffer(signature) || signature.length !== 32 || headers.size !== 2) {
    throw wrong(`a signed message has :date and :chunk-signature and no more, not ${[...headers.keys()].join(", ")}`);
  }
  const time = date.getTime();
  if (time % 1000 !== 0) {
    throw wrong("the date of a signed message is no whole second: the signature could not tell");
  }
  if (Math.abs(time - now()) > maxSkewMs) {
    throw wrong(`the date of a signed message is off: ${date.toISOString()}`);
  }
  const timestamp = basicTimestamp(time);
  const scope = { ...authorization.scope, date: timestamp.slice(0, 8) };
  const text = [
    "AWS4-HMAC-SHA256-PAYLOAD",
    timestamp,
    `${scope.date}/${scope.region}/${scope.service}/${scope.terminator}`,
    previous,
    sha256Hex(encodeHeader(":date", date)),
    sha256Hex(payload),
  ].join("\n");
  const expected = signatureOf(signingKey(credential.secretAccessKey, scope), text);
  const given = signature.toString("hex");
  if (!isSameSignature(expected, given)) {
    throw wrong("the signature of a message does not follow from the one before it");
  }
  return expected;
}

function wrong(message: string): EventFailure {
  return new EventFailure("InvalidSignatureException", message);
}
