import { hmacSha256, sha256Hex } from "#platform/sha256";
import { toHex } from "../encoding/hex.js";
import { UnknownSignatureVersionError } from "../errors/config.js";
import { getHeader, setHeader } from "../http/header.js";
import type { HttpRequest } from "../http/message.js";
import { encodeHeaders, encodeMessage } from "../protocols/event-stream/encode.js";
import { EventBody } from "../protocols/event-stream/event-body.js";
import type { EventHeader } from "../protocols/event-stream/message.js";
import type { AwsCredentials, Identity } from "./identity.js";
import { requireCredentials } from "./require-identity.js";
import type { Signer, SigningContext } from "./signer.js";
import { signingKey } from "./signing-key.js";
import { ALGORITHM, CONTENT_SHA256, openScope } from "./sigv4.js";

/**
 * Signs a request whose body is events. Where keys sign the request, each event is signed, too, and the end of them,
 * in a chain that begins with the request's own signature. With a token, or unsigned, events go as they are.
 *
 * @throws {@link UnknownSignatureVersionError} when the signer is another than SigV4.
 * @see Amazon Transcribe Developer Guide, "Event stream encoding"
 */
export async function signEventRequest(
  request: HttpRequest,
  identity: Identity | undefined,
  context: SigningContext,
  signer: Signer,
  clock: { now(): number },
): Promise<void> {
  const { body } = request;
  const isSigned = signer.identityKind === "credentials" && body instanceof EventBody;
  if (isSigned) setHeader(request.headers, CONTENT_SHA256, "STREAMING-AWS4-HMAC-SHA256-EVENTS");
  await signer.sign(request, identity, context);
  if (!isSigned) return;
  const seed = seedPattern.exec(getHeader(request.headers, "Authorization") ?? "")?.[1];
  if (seed === undefined) {
    throw new UnknownSignatureVersionError(
      `Events can be signed with SigV4 in headers only, and the signature version of this call is ${signer.name}.`,
    );
  }
  const credentials = requireCredentials(identity);
  request.body = body.signedBy(() => eventSigner(seed, credentials, context, clock));
}

/** Wraps encoded messages in signed ones; each signature goes into the next. `seed` is the request's, in hex. */
export function eventSigner(
  seed: string,
  { secretAccessKey }: AwsCredentials,
  context: SigningContext,
  clock: { now(): number },
): (message: Uint8Array) => Uint8Array {
  let previous = seed;
  return (message) => {
    // The signature knows whole seconds only, and the header must say the same.
    const time = Math.floor(clock.now() / 1000) * 1000;
    const { date, region, signingName, text } = openScope({ ...context, time });
    const headers = new Map<string, EventHeader>([[":date", { type: "timestamp", value: new Date(time) }]]);
    const signature = hmacSha256(
      signingKey(secretAccessKey, date.slice(0, 8), region, signingName),
      `${ALGORITHM}-PAYLOAD\n${date}\n${text}\n${previous}\n${sha256Hex(encodeHeaders(headers))}\n${sha256Hex(message)}`,
    );
    previous = toHex(signature);
    headers.set(":chunk-signature", { type: "bytes", value: signature });
    return encodeMessage({ headers, payload: message });
  };
}

const seedPattern: RegExp = /*#__PURE__*/ new RegExp(`^${ALGORITHM} .*Signature=([0-9a-f]{64})$`);
