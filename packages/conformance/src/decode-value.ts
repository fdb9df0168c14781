/** A body that is read as a stream. */
export class StreamValue {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** An event stream, read to its end. */
export class EventsValue {
  readonly events: readonly unknown[];

  constructor(events: readonly unknown[]) {
    this.events = events;
  }
}

/**
 * Decodes a value of a row: `$blob`, `$ts`, `$float`, `$bigint`, `$stream` and `$events` stand for what JSON cannot
 * say. Any other key is data, also where it begins with a dollar sign.
 */
export function decodeValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decodeValue);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1) {
    const [name, content] = entries[0] as [string, unknown];
    if (typeof content === "string" && Object.hasOwn(textDecoders, name)) return textDecoders[name]!(content);
    if (name === "$events" && Array.isArray(content)) return new EventsValue(content.map(decodeValue));
  }
  const decoded: Record<string, unknown> = {};
  for (const [name, content] of entries) define(decoded, name, decodeValue(content));
  return decoded;
}

/** The same for an input: streams become a Blob, which is replayable and of known length. */
export function decodeInput(value: unknown): unknown {
  return streamsToBlobs(decodeValue(value));
}

function streamsToBlobs(value: unknown): unknown {
  if (value instanceof StreamValue) return new Blob([value.bytes as Uint8Array<ArrayBuffer>]);
  if (value instanceof EventsValue) return eventsOf(value.events.map(streamsToBlobs));
  if (Array.isArray(value)) return value.map(streamsToBlobs);
  if (!isPlain(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, content] of Object.entries(value)) define(copy, name, streamsToBlobs(content));
  return copy;
}

async function* eventsOf(events: readonly unknown[]): AsyncGenerator<unknown, void, undefined> {
  yield* events;
}

/** Whether a value is an object of members or keys: not a date, bytes, or the like. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Keys such as `__proto__` are data. */
function define(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === "__proto__")
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  else target[name] = value;
}

const textDecoders: Readonly<Record<string, (text: string) => unknown>> = {
  $blob: (text) => bytesOfBase64(text),
  $stream: (text) => new StreamValue(bytesOfBase64(text)),
  $ts: (text) => new Date(text),
  $float: (text) => Number(text),
  $bigint: (text) => BigInt(text),
};

export function bytesOfBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "base64"));
}
