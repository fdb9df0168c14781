import { fromBase64, toBase64 } from "#platform/base64";
import { fromUtf8, toUtf8 } from "../encoding/utf8.js";
import { ResponseParserError } from "../errors/parser.js";
import type { ScalarWithCode } from "../schema/codes.js";
import { withoutExcerpt } from "./parser-error.js";
import { report, type ValidationContext } from "./validate.js";
import { describeType } from "./validate-types.js";

/** Types of JSON values that travel as headers, in base64. They bring the code that checks, writes and reads one. */
export const jsonValue$: ScalarWithCode = ["k", { kind: "json", sensitive: false, check, format, parse }];
export const sensitiveJsonValue$: ScalarWithCode = ["k", { kind: "json", sensitive: true, check, format, parse }];

function check(value: unknown, context: ValidationContext): void {
  const reason = whyNotJson(value);
  if (reason !== undefined) {
    report(context, (path) => `Invalid parameter ${path} must be json serializable: ${reason}`);
  }
}

/** Why a value cannot be written as JSON; undefined where it can. */
function whyNotJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value) === undefined ? `${describeType(value)} has no JSON form` : undefined;
  } catch (cause) {
    return (cause as Error).message;
  }
}

function format(value: unknown): string {
  return toBase64(toUtf8(JSON.stringify(value)));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(fromUtf8(fromBase64(text)));
  } catch (cause) {
    throw new ResponseParserError("A header is not JSON in base64.", { cause: withoutExcerpt(cause) });
  }
}
