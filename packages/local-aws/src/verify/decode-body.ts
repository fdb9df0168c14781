import { createHash } from "node:crypto";
import { ServiceError } from "../service-error.js";
import { AuthFailure } from "./auth-failure.js";
import { decodeAwsChunked } from "./aws-chunked.js";
import { headerValue, type SignedRequest } from "./signed-request.js";
import type { VerifiedRequest } from "./verify-request.js";

/** A request's body as its sender meant it. */
export interface DecodedBody {
  /** Throws at its end where the body is not what was signed: use nothing of it before. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Lower-case names to values, complete when `chunks` has ended. */
  readonly trailers: ReadonlyMap<string, string>;
}

/** Holds a body against what the verified head declares about it, and takes `aws-chunked` framing away. */
export function decodeBody(
  source: AsyncIterable<Uint8Array>,
  request: SignedRequest,
  verified: VerifiedRequest,
): DecodedBody {
  const trailers = new Map<string, string>();
  const rule = verified.payload;
  switch (rule.kind) {
    case "unsigned":
      return { chunks: source, trailers };
    case "events":
      // Servers of event streams alone know these, and they read their bodies themselves.
      throw new AuthFailure({ kind: "payload-hash-invalid", value: "STREAMING-AWS4-HMAC-SHA256-EVENTS" });
    case "hashed":
      return { chunks: hashed(source, rule.hash), trailers };
    case "chunked": {
      const options = { verified, signed: rule.signed, trailer: rule.trailer, trailers };
      const decodedLength = readDecodedLength(request);
      return {
        chunks: decodeAwsChunked(source, { ...options, decodedLength, trailerNames: trailerNames(request) }),
        trailers,
      };
    }
  }
}

async function* hashed(source: AsyncIterable<Uint8Array>, declared: string): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of source) {
    hash.update(chunk);
    yield chunk;
  }
  const computed = hash.digest("hex");
  if (computed !== declared) {
    throw new AuthFailure({ kind: "payload-mismatch", declared, computed });
  }
}

function readDecodedLength(request: SignedRequest): number {
  const text = headerValue(request.headers, "x-amz-decoded-content-length");
  if (text === undefined || !/^\d{1,15}$/.test(text)) {
    throw new ServiceError("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
  }
  return Number(text);
}

function trailerNames(request: SignedRequest): string[] {
  const text = headerValue(request.headers, "x-amz-trailer") ?? "";
  return text
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
}
