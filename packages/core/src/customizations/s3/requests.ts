import { environmentVariables } from "#platform/environment";
import { bodyOf, lengthOf } from "../../checksums/body.js";
import { fromUtf8, toUtf8 } from "../../encoding/utf8.js";
import type { EventPayload } from "../../events/event-map.js";
import { getHeader, setHeader } from "../../http/header.js";
import type { SerializedRequest } from "../../http/serialized-request.js";
import { invalidParameter } from "../parts/invalid-parameter.js";

/** @throws {@link ParamValidationError} when a name or value cannot travel in a header. */
export function checkMetadata({ params: { Metadata } }: EventPayload<"before-parameter-build">): void {
  if (typeof Metadata !== "object" || Metadata === null) return;
  for (const [name, value] of Object.entries(Metadata)) {
    if (/[^\0-\x7f]/.test(`${name}${value}`)) {
      throw invalidParameter(
        `Metadata.${name}`,
        `Non ascii characters found in S3 metadata for key "${name}", value: "${value}": encode them.`,
      );
    }
  }
}

/**
 * Has S3 agree before a body is sent that is, or in botocore would be, a file: any body of PutObject and UploadPart,
 * and streams and Blobs elsewhere.
 *
 * @see botocore handlers.py, add_expect_header and convert_body_to_file_like_object
 */
export function expectContinue({ model, params }: EventPayload<"before-call">): void {
  const [method] = model.http;
  const { body } = params;
  if ((method !== "PUT" && method !== "POST") || body === undefined || !isFileLike(model.name, body)) return;
  if (
    lengthOf(bodyOf(body)) === 0 &&
    environmentVariables().BOTO_EXPERIMENTAL__NO_EMPTY_CONTINUE?.toLowerCase() === "true"
  ) {
    return;
  }
  params.headers.Expect = "100-continue";
}

function isFileLike(operation: string, body: NonNullable<SerializedRequest["body"]>): boolean {
  return operation === "PutObject" || operation === "UploadPart" || !ArrayBuffer.isView(body);
}

/** XML readers turn line ends into line feeds; escaped, they stay what they are. (XML 1.0, 2.11) */
export function escapeLineEnds({ params }: EventPayload<"before-call">): void {
  const { body } = params;
  if (!(body instanceof Uint8Array) || !(body.includes(10) || body.includes(13))) return;
  params.body = toUtf8(fromUtf8(body).replaceAll("\r", "&#xD;").replaceAll("\n", "&#xA;"));
}

/** Chunks with a trailer have to be announced also where nothing is signed. */
export function announceTrailer({ request: { headers }, signatureVersion }: EventPayload<"before-sign">): void {
  if (signatureVersion === "none" && getHeader(headers, "X-Amz-Trailer") !== undefined) {
    setHeader(headers, "X-Amz-Content-SHA256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
  }
}
