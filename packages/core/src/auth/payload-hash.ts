import { sha256Hex } from "#platform/sha256";
import { UnseekableStreamError } from "../errors/call.js";
import type { HttpRequest } from "../http/message.js";
import type { SigningContext } from "./signer.js";

export const UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
const UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

/** What stands for the body in a canonical request: its hash, or a word that says why there is none. */
export function payloadHash(
  request: HttpRequest,
  context: SigningContext,
  isSigned: boolean,
): string | Promise<string> {
  if (context.trailer) return UNSIGNED_TRAILER;
  return isSigned ? hashBody(request, context) : UNSIGNED_PAYLOAD;
}

/** Bodies are hashed over plain http, and elsewhere unless the operation says otherwise. */
export function isPayloadSigned(request: HttpRequest, context: SigningContext): boolean {
  return !request.url.startsWith("https") || !context.unsignedPayload;
}

/** Hashes the body of a request. */
export function hashBody({ body }: HttpRequest, context: SigningContext): string | Promise<string> {
  if (body === undefined) return EMPTY_SHA256;
  if (ArrayBuffer.isView(body)) return sha256Hex(body);
  if (context.payloadHash !== undefined) return context.payloadHash();
  throw new UnseekableStreamError(
    "The body has to be hashed to sign this request, but it is a stream that can be read only once. " +
      "Give it as bytes, as a string or as a Blob, or use https where the operation allows unsigned bodies.",
  );
}

export const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
