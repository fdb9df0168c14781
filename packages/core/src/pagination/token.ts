import { fromBase64, toBase64 } from "#platform/base64";
import { fromUtf8, toUtf8 } from "../encoding/utf8.js";
import { PaginationError } from "../errors/call.js";
import { isRecord } from "../jmespath/values.js";

/** A service's tokens by input member; null where the service gave none. */
export type PageToken = Readonly<Record<string, unknown>>;

/** Where to go on: the tokens of a page, and how many of its items are done. */
export interface ResumePoint {
  readonly token: PageToken;
  readonly itemsDone: number;
}

/** Writes a resume token as botocore does, so that either reads the other's. Bytes are base64, their places listed. */
export function encodeToken(token: PageToken, itemsDone?: number): string {
  const bytePaths: (readonly (string | number)[])[] = [];
  const plain = encodeBytes(token, [], bytePaths) as Record<string, unknown>;
  const json = {
    ...plain,
    ...(itemsDone === undefined ? {} : { boto_truncate_amount: itemsDone }),
    ...(bytePaths.length === 0 ? {} : { boto_encoded_keys: bytePaths }),
  };
  return toBase64(toUtf8(JSON.stringify(json)));
}

/**
 * Reads a resume token of ours, of botocore's, in botocore's old form (`token___12`), or a bare token of the service.
 *
 * @throws PaginationError when it holds more tokens than the operation takes, or those of another operation.
 */
export function decodeToken(text: string, inputTokens: readonly string[]): ResumePoint {
  const decoded = parseToken(text);
  if (decoded === undefined) return decodeOldToken(text, inputTokens);
  const { boto_truncate_amount: itemsDone, boto_encoded_keys: bytePaths, ...token } = decoded;
  const foreign = Object.keys(token).filter((name) => !inputTokens.includes(name));
  if (foreign.length > 0) {
    throw new PaginationError(
      `Bad starting token: it holds ${foreign.join(", ")}, and this operation goes on by ${inputTokens.join(", ")}. ` +
        "Pass a resumeToken of the same operation; a token of the service itself may stand in the input.",
    );
  }
  if (Array.isArray(bytePaths)) for (const path of bytePaths) decodeBytes(token, path);
  return { token, itemsDone: Number(itemsDone ?? 0) };
}

/** Whether two pages ended with the same tokens. */
export function isSameToken(one: PageToken, other: PageToken): boolean {
  return encodeToken(one) === encodeToken(other);
}

function parseToken(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(fromUtf8(fromBase64(text)));
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined; // No base64 or no JSON: not one of these.
  }
}

function decodeOldToken(text: string, inputTokens: readonly string[]): ResumePoint {
  let parts = text.split("___");
  let itemsDone = 0;
  if (parts.length === inputTokens.length + 1) {
    const count = parts.pop() ?? "";
    if (/^\s*[-+]?\d+\s*$/.test(count)) itemsDone = Number(count);
    else parts = [text];
  }
  if (parts.length > inputTokens.length)
    throw new PaginationError(
      `Bad starting token: it has ${parts.length} parts where the operation has ${inputTokens.length}.`,
    );
  const token = inputTokens.map((name, index) => [name, parts[index] === "None" ? null : (parts[index] ?? null)]);
  return { token: Object.fromEntries(token), itemsDone };
}

function encodeBytes(
  value: unknown,
  path: readonly (string | number)[],
  found: (readonly (string | number)[])[],
): unknown {
  if (value instanceof Uint8Array) {
    found.push(path);
    return toBase64(value);
  }
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map((item, index) => encodeBytes(item, [...path, index], found));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, encodeBytes(item, [...path, key], found)]),
  );
}

function decodeBytes(token: Record<string, unknown>, path: readonly string[]): void {
  let container = token;
  for (const step of path.slice(0, -1)) container = container[step] as Record<string, unknown>;
  const last = path.at(-1) as string;
  container[last] = fromBase64(String(container[last]));
}
