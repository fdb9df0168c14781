/** A header of an event stream message, with its type on the wire. */
export type EventHeader =
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "byte" | "short" | "integer"; readonly value: number }
  | { readonly type: "long"; readonly value: bigint }
  | { readonly type: "bytes"; readonly value: Uint8Array }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "timestamp"; readonly value: Date }
  /** As text, for example `01234567-89ab-cdef-0123-456789abcdef`. */
  | { readonly type: "uuid"; readonly value: string };

/** One message of an event stream (`application/vnd.amazon.eventstream`). */
export interface EventMessage {
  readonly headers: ReadonlyMap<string, EventHeader>;
  readonly payload: Uint8Array;
}

/** Bytes before the headers: total length, length of the headers, checksum of both. */
export const preludeLength = 12;
export const maxHeadersLength: number = 128 * 1024;
export const maxPayloadLength: number = 24 * 1024 * 1024;

/** The text of a header, where it is one. */
export function textHeader(message: EventMessage, name: string): string | undefined {
  const header = message.headers.get(name);
  return header?.type === "string" ? header.value : undefined;
}
