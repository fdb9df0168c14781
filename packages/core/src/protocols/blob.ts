import { fromBase64, toBase64 } from "#platform/base64";
import { toUtf8 } from "../encoding/utf8.js";
import type { ScalarWithCode } from "../schema/codes.js";
import type { BlobCode } from "../schema/read.js";
import { readBytes } from "./bytes.js";
import { reportType, type ValidationContext } from "./validate.js";
import { isStream } from "./validate-types.js";

const code: BlobCode = {
  check: checkBlob,
  encode: (value) => toBase64(readBytes(value) ?? toUtf8(String(value))),
  decode: fromBase64,
};

/** Types of bytes. They bring the code that checks them, and that writes and reads them as text. */
export const blob$: ScalarWithCode = /*#__PURE__*/ blobType(false);
export const sensitiveBlob$: ScalarWithCode = /*#__PURE__*/ blobType(true);

/*#__NO_SIDE_EFFECTS__*/
function blobType(sensitive: boolean): ScalarWithCode {
  return ["k", { kind: "blob", sensitive, ...code }];
}

/** Bytes; and where they are the whole body, whatever gives bytes. */
function checkBlob(value: unknown, context: ValidationContext, streamed: boolean): void {
  if (isBytes(value) || (streamed && isStream(value))) return;
  reportType(context, value, streamed ? "string, bytes, Blob, stream of bytes" : "string, bytes");
}

function isBytes(value: unknown): boolean {
  return (
    typeof value === "string" ||
    ArrayBuffer.isView(value) ||
    value instanceof ArrayBuffer ||
    Object.prototype.toString.call(value).endsWith("ArrayBuffer]")
  );
}
