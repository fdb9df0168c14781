import { localAccount } from "../credentials.js";
import { invalidParameter, missingParameter, sqsError } from "./errors.js";
import type { Queue } from "./queue.js";

/** Input or output of an operation, in the JSON protocol's shape. */
export type SqsDocument = Readonly<Record<string, unknown>>;

/** One request, whichever protocol it came in. */
export interface SqsRequest {
  readonly input: SqsDocument;
  readonly queues: Map<string, Queue>;
  readonly region: string;
  /** `http://127.0.0.1:<port>`, as the sender calls it. */
  readonly origin: string;
  readonly senderId: string;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** Carries out one operation. */
export type SqsHandler = (request: SqsRequest) => SqsDocument | Promise<SqsDocument>;

/** The queue that `QueueUrl` names. */
export function existingQueue({ input, queues }: SqsRequest): Queue {
  const url = requiredText(input, "QueueUrl");
  return queueByName(queues, url.slice(url.lastIndexOf("/") + 1));
}

/** The queue of this name. */
export function queueByName(queues: ReadonlyMap<string, Queue>, name: string): Queue {
  const queue = queues.get(name);
  if (queue === undefined) {
    throw sqsError("QueueDoesNotExist", "The specified queue does not exist.");
  }
  return queue;
}

/** The URL of a queue. */
export function queueUrl({ origin }: SqsRequest, name: string): string {
  return `${origin}/${localAccount}/${name}`;
}

/** A text member that must be there. */
export function requiredText(input: SqsDocument, name: string): string {
  const value = input[name];
  if (typeof value !== "string" || value === "") {
    throw missingParameter(name);
  }
  return value;
}

/** A text member, if it is there. */
export function optionalText(input: SqsDocument, name: string): string | undefined {
  const value = input[name];
  if (value !== undefined && value !== null && typeof value !== "string") {
    throw sqsError("SerializationException", `${name} must be a string`);
  }
  return value ?? undefined;
}

/** A whole number between two bounds; `fallback` when it is absent. The query protocol carries numbers as text. */
export function wholeNumber(input: SqsDocument, name: string, fallback: number, min: number, max: number): number {
  const value = input[name] ?? fallback;
  const number = typeof value === "string" && /^-?\d{1,9}$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number) || number < min || number > max) {
    throw invalidParameter(name, value, `Must be between ${min} and ${max}, if provided.`);
  }
  return number;
}

/** A list of texts; empty when it is absent. */
export function textList(input: SqsDocument, name: string): string[] {
  const value = input[name] ?? [];
  if (!Array.isArray(value) || value.some((item) => typeof item !== "string")) {
    throw sqsError("SerializationException", `${name} must be a list of strings`);
  }
  return value;
}

/** A map member; empty when it is absent. */
export function mapMember<Value>(input: SqsDocument, name: string): Readonly<Record<string, Value>> {
  const value = input[name] ?? {};
  if (typeof value !== "object" || Array.isArray(value)) {
    throw sqsError("SerializationException", `${name} must be a map`);
  }
  return value as Readonly<Record<string, Value>>;
}
