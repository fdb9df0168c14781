import { EventsValue, isPlain, StreamValue } from "./decode-value.js";

/** Reads what is a stream in an output, so that the whole can be compared. */
export async function settleValue(value: unknown): Promise<unknown> {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return Promise.all(value.map(settleValue));
  if (isReadable(value)) return new StreamValue(await value.bytes());
  if (Symbol.asyncIterator in value) {
    const events: unknown[] = [];
    for await (const event of value as AsyncIterable<unknown>) events.push(await settleValue(event));
    return new EventsValue(events);
  }
  if (!isPlain(value)) return value;
  const settled: Record<string, unknown> = Object.create(null);
  // Errors have members that no print shows.
  for (const name of Object.getOwnPropertyNames(value)) {
    settled[name] = await settleValue((value as Record<string, unknown>)[name]);
  }
  return settled;
}

function isReadable(value: object): value is { bytes(): Promise<Uint8Array> } {
  return "bytes" in value && typeof value.bytes === "function" && Symbol.asyncIterator in value;
}
