import type { ClientError } from "../errors/client-error.js";
import type { WithMetadata } from "../schema/operation.js";

/** What one poll of a waiter gave. */
export type WaiterResponse<Output> = { readonly output: WithMetadata<Output> } | { readonly error: ClientError };

export type WaiterState = "success" | "failure" | "retry";

/** A rule that decides a waiter's state from a response. The first that matches counts. */
export type Acceptor<Output> = { readonly state: WaiterState } & (
  | { readonly status: number }
  /** An error's code; `true` is any error, `false` none. */
  | { readonly error: string | boolean }
  | PathAcceptor<Output>
);

interface PathAcceptor<Output> {
  /** Whether the value itself must be the expected one, or all of its items, or any. */
  readonly matcher: "path" | "pathAll" | "pathAny";
  /** The JMESPath expression that `select` was made of, for messages. */
  readonly argument: string;
  readonly expected: unknown;
  readonly select: (output: Output) => unknown;
}

/** Whether an acceptor is about this response. Errors are never looked into by path. */
export function accepts<Output>(acceptor: Acceptor<Output>, response: WaiterResponse<Output>): boolean {
  const error = "error" in response ? response.error : undefined;
  if ("status" in acceptor) return statusOf(response) === acceptor.status;
  if ("error" in acceptor) {
    return typeof acceptor.error === "string"
      ? error?.code === acceptor.error
      : acceptor.error === (error !== undefined);
  }
  if ("error" in response) return false;
  const value = acceptor.select(response.output);
  const isExpected = (item: unknown): boolean => item === acceptor.expected;
  if (acceptor.matcher === "path") return isExpected(value);
  if (!Array.isArray(value) || value.length === 0) return false;
  return acceptor.matcher === "pathAll" ? value.every(isExpected) : value.some(isExpected);
}

/** Why an acceptor matches, in botocore's words. */
export function explain<Output>(acceptor: Acceptor<Output>): string {
  if ("status" in acceptor) return `Matched expected HTTP status code: ${acceptor.status}`;
  if ("error" in acceptor) return `Matched expected service error code: ${spell(acceptor.error)}`;
  const { matcher, argument } = acceptor;
  const expected = `"${spell(acceptor.expected)}"`;
  switch (matcher) {
    case "path":
      return `For expression "${argument}" we matched expected path: ${expected}`;
    case "pathAll":
      return `For expression "${argument}" all members matched expected path: ${expected}`;
    case "pathAny":
      return `For expression "${argument}" we matched expected path: ${expected} at least once`;
  }
}

/** The response as it is reported: the output, or the error. */
export function lastResponseOf<Output>(response: WaiterResponse<Output>): WithMetadata<Output> | ClientError {
  return "error" in response ? response.error : response.output;
}

function statusOf<Output>(response: WaiterResponse<Output>): number | undefined {
  return "error" in response ? response.error.statusCode : response.output.$metadata.httpStatusCode;
}

/** Python spells booleans with a capital. */
function spell(value: unknown): string {
  return typeof value === "boolean" ? (value ? "True" : "False") : String(value);
}
