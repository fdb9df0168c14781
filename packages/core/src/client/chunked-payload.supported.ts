import type { ChunkedPayload } from "../auth/signer.js";
import type { RequestChecksum } from "../checksums/request-checksum.js";
import type { HttpRequest } from "../http/message.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import { oneTimeLength } from "./one-time-length.js";
import type { Call } from "./open-call.js";

/** Over plain http S3's signer signs a stream while it is sent: it must know its length, and not the hash of it all. */
export function canBeChunked({ context }: Call, request: SerializedRequest, endpointUrl: string): boolean {
  return context.hasStreamingInput && !endpointUrl.startsWith("https:") && oneTimeLength(request) !== undefined;
}

/** What is signed chunk by chunk: a body of known length that can be read only once. */
export function chunkedPayload(
  { client, context }: Call,
  request: HttpRequest,
  checksum: RequestChecksum | undefined,
): ChunkedPayload | undefined {
  const length = context.hasStreamingInput ? oneTimeLength(request) : undefined;
  if (length === undefined) return undefined;
  const value = checksum?.place === "signed-trailer" ? checksum.value : undefined;
  return {
    length,
    announced: !client.config.s3.s3Compatible,
    trailer: value && { name: checksum!.name, value },
  };
}
