import { gzip } from "#platform/gzip";
import type { ResolvedConfig } from "../config/resolved-config.js";
import { getHeader, setHeader } from "../http/header.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { readSchema } from "../schema/read.js";
import { bufferBody } from "../streaming/input.js";
import { bodyOf, lengthOf } from "./body.js";

/** What decides whether a request is compressed, besides its operation. */
export type CompressionSettings = Pick<
  ResolvedConfig,
  "disableRequestCompression" | "requestMinCompressionSizeBytes" | "signatureVersion"
>;

/**
 * Compresses a request's body with gzip where the operation allows it and the body is long enough. Tells whether
 * it did.
 *
 * @see botocore compress.py
 */
export async function compressRequest(
  request: SerializedRequest,
  operation: Pick<OperationDescriptor, "compression" | "input">,
  settings: CompressionSettings,
): Promise<boolean> {
  if (
    !operation.compression?.includes("gzip") ||
    settings.disableRequestCompression ||
    settings.signatureVersion === "v2"
  )
    return false;
  const body = bodyOf(request.body);
  const payload = operation.input && readSchema(operation.input).payload;
  const isLongEnough =
    payload?.value.kind === "blob"
      ? !payload.requiresLength
      : (lengthOf(body) ?? 0) >= settings.requestMinCompressionSizeBytes;
  if (!isLongEnough) return false;
  request.body = await gzip(await bufferBody(body));
  const encoding = getHeader(request.headers, "Content-Encoding");
  setHeader(request.headers, "Content-Encoding", encoding === undefined ? "gzip" : `${encoding},gzip`);
  return true;
}
