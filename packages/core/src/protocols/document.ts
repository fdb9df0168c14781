import type { ScalarWithCode } from "../schema/codes.js";
import { isTooDeep, report, type ValidationContext } from "./validate.js";
import { describeType, describeValue, isPlainObject } from "./validate-types.js";

/** Types of documents: whatever JSON can say. They bring the code that checks one. */
export const document$: ScalarWithCode = ["k", { kind: "document", sensitive: false, check }];
export const sensitiveDocument$: ScalarWithCode = ["k", { kind: "document", sensitive: true, check }];

function check(value: unknown, context: ValidationContext): void {
  if (value === null || documentTypes.has(typeof value)) return;
  const isList = Array.isArray(value);
  if (!isList && !isPlainObject(value)) {
    report(
      context,
      (path, isSensitive) =>
        `Invalid type for document parameter ${path}, value: ${describeValue(value, isSensitive)}, ` +
        `type: ${describeType(value)}, ` +
        "valid types: string, number, bigint, boolean, array, object",
    );
  } else if (!isTooDeep(context)) {
    for (const key of Object.keys(value)) {
      const item = (value as Record<string, unknown>)[key];
      if (item === undefined && !isList) continue;
      context.path[context.depth++] = isList ? Number(key) : key;
      check(item, context);
      context.depth--;
    }
  }
}

const documentTypes: ReadonlySet<string> = /*#__PURE__*/ new Set(["string", "number", "bigint", "boolean"]);
