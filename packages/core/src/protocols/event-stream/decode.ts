import { toHex } from "../../encoding/hex.js";
import { fromUtf8 } from "../../encoding/utf8.js";
import { IncompleteReadError } from "../../errors/call.js";
import { EventStreamParserError } from "../../errors/parser.js";
import { crc32 } from "./crc32.js";
import { type EventHeader, type EventMessage, maxHeadersLength, maxPayloadLength, preludeLength } from "./message.js";

/**
 * Cuts bytes, in whatever pieces they come, into messages. Both checksums and the limits (headers 128 KiB, payload
 * 24 MiB) are checked before anything is believed or kept.
 *
 * @throws {@link EventStreamParserError} when the bytes are not well formed, {@link IncompleteReadError} when they end
 *   inside a message.
 * @see botocore eventstream.py, EventStreamBuffer
 */
export async function* decodeMessages(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<EventMessage, void> {
  const buffer = new MessageBuffer();
  for await (const chunk of bytes) {
    buffer.add(chunk);
    for (let message = buffer.next(); message !== undefined; message = buffer.next()) yield message;
  }
  if (buffer.length > 0) {
    throw new IncompleteReadError(`The event stream ended inside a message, of which ${buffer.length} bytes came.`);
  }
}

/** Decodes one whole message. */
export function decodeMessage(bytes: Uint8Array): EventMessage {
  const { headersLength } = readPrelude(bytes);
  const view = viewOf(bytes);
  const end = bytes.length - 4;
  checkCrc("message", view.getUint32(end), crc32(bytes.subarray(0, end)));
  const headersEnd = preludeLength + headersLength;
  return {
    headers: decodeHeaders(bytes.subarray(preludeLength, headersEnd)),
    payload: bytes.slice(headersEnd, end),
  };
}

class MessageBuffer {
  #chunks: Uint8Array[] = [];
  /** What is not handed out yet. */
  #length = 0;
  /** Length of the message that is being received, once its prelude is there. */
  #wanted: number | undefined;

  get length(): number {
    return this.#length;
  }

  add(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  next(): EventMessage | undefined {
    if (this.#length < preludeLength) return undefined;
    this.#wanted ??= readPrelude(this.#peek(preludeLength)).totalLength;
    if (this.#length < this.#wanted) return undefined;
    const message = decodeMessage(this.#peek(this.#wanted));
    this.#drop(this.#wanted);
    this.#wanted = undefined;
    return message;
  }

  /** The first `count` bytes in one piece. Pieces are joined at most twice per message: for prelude and whole. */
  #peek(count: number): Uint8Array {
    if (this.#chunks[0]!.length < count) this.#chunks = [concatenate(this.#chunks, this.#length)];
    return this.#chunks[0]!.subarray(0, count);
  }

  #drop(count: number): void {
    this.#chunks[0] = this.#chunks[0]!.subarray(count);
    if (this.#chunks[0].length === 0) this.#chunks.shift();
    this.#length -= count;
  }
}

function readPrelude(bytes: Uint8Array): { totalLength: number; headersLength: number } {
  const view = viewOf(bytes);
  const totalLength = view.getUint32(0);
  const headersLength = view.getUint32(4);
  checkCrc("prelude", view.getUint32(8), crc32(bytes.subarray(0, 8)));
  const payloadLength = totalLength - headersLength - preludeLength - 4;
  if (headersLength > maxHeadersLength) {
    throw new EventStreamParserError(`Header length of ${headersLength} exceeds the maximum of ${maxHeadersLength}.`);
  }
  if (payloadLength > maxPayloadLength) {
    throw new EventStreamParserError(`Payload length of ${payloadLength} exceeds the maximum of ${maxPayloadLength}.`);
  }
  if (payloadLength < 0) {
    throw new EventStreamParserError(`Header length of ${headersLength} exceeds the message's ${totalLength} bytes.`);
  }
  return { totalLength, headersLength };
}

function checkCrc(part: string, expected: number, calculated: number): void {
  if (expected === calculated) return;
  const hex = (crc: number): string => `0x${crc.toString(16).padStart(8, "0")}`;
  throw new EventStreamParserError(
    `Checksum mismatch in the ${part} of an event: expected ${hex(expected)}, calculated ${hex(calculated)}`,
  );
}

function decodeHeaders(bytes: Uint8Array): Map<string, EventHeader> {
  const reader: HeaderReader = { bytes, view: viewOf(bytes), at: 0 };
  const headers = new Map<string, EventHeader>();
  while (reader.at < bytes.length) {
    const name = fromUtf8(take(reader, takeView(reader, 1).getUint8(0)));
    if (headers.has(name)) throw new EventStreamParserError(`Duplicate header present: "${name}"`);
    headers.set(name, readHeader(reader));
  }
  return headers;
}

interface HeaderReader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
}

function readHeader(reader: HeaderReader): EventHeader {
  const type = takeView(reader, 1).getUint8(0);
  switch (type) {
    case 0:
    case 1:
      return { type: "boolean", value: type === 0 };
    case 2:
      return { type: "byte", value: takeView(reader, 1).getInt8(0) };
    case 3:
      return { type: "short", value: takeView(reader, 2).getInt16(0) };
    case 4:
      return { type: "integer", value: takeView(reader, 4).getInt32(0) };
    case 5:
      return { type: "long", value: takeView(reader, 8).getBigInt64(0) };
    case 6:
      return { type: "bytes", value: take(reader, takeView(reader, 2).getUint16(0)).slice() };
    case 7:
      return { type: "string", value: fromUtf8(take(reader, takeView(reader, 2).getUint16(0))) };
    case 8:
      return { type: "timestamp", value: new Date(Number(takeView(reader, 8).getBigInt64(0))) };
    case 9:
      return { type: "uuid", value: formatUuid(take(reader, 16)) };
    default:
      throw new EventStreamParserError(`Unknown header type ${type}.`);
  }
}

function take(reader: HeaderReader, count: number): Uint8Array {
  const start = reader.at;
  reader.at += count;
  if (reader.at > reader.bytes.length) throw new EventStreamParserError("A header ends beyond the event's headers.");
  return reader.bytes.subarray(start, reader.at);
}

function takeView(reader: HeaderReader, count: number): DataView {
  return viewOf(take(reader, count));
}

function formatUuid(bytes: Uint8Array): string {
  return toHex(bytes).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function concatenate(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const joined = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}
