import { fromBase64, toBase64 } from "#platform/base64";
import { toUtf8 } from "../encoding/utf8.js";
import type { ScalarWithCode } from "../schema/codes.js";
import { readBytes } from "./bytes.js";
import { reportType, type ValidationContext } from "./validate.js";
import { isStream } from "./validate-types.js";

/** Types of bytes. They bring the code that checks them, and that writes and reads them as text. */
export const blob$: ScalarWithCode = ["k", { kind: "blob", sensitive: false, check, encode, decode: fromBase64 }];
export const sensitiveBlob$: ScalarWithCode = [
  "k",
  { kind: "blob", sensitive: true, check, encode, decode: fromBase64 },
];

function encode(value: unknown): string {
  return toBase64(readBytes(value) ?? toUtf8(String(value)));
}

/** Bytes; and where they are the whole body, whatever gives bytes. */
function check(value: unknown, context: ValidationContext, streamed: boolean): void {
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
