import { toUtf8 } from "../../encoding/utf8.js";
import { EventStreamParserError } from "../../errors/parser.js";
import { crc32 } from "./crc32.js";
import { type EventHeader, type EventMessage, maxHeadersLength, maxPayloadLength, preludeLength } from "./message.js";

/**
 * Encodes one message with both of its checksums.
 *
 * @throws {@link EventStreamParserError} when it is larger than a message may be.
 */
export function encodeMessage(message: EventMessage): Uint8Array {
  const headers = encodeHeaders(message.headers);
  const { payload } = message;
  if (headers.length > maxHeadersLength || payload.length > maxPayloadLength) {
    throw new EventStreamParserError(
      `An event of ${headers.length} bytes of headers and ${payload.length} of payload exceeds the maximum of ` +
        `${maxHeadersLength} and ${maxPayloadLength}.`,
    );
  }
  const length = preludeLength + headers.length + payload.length + 4;
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, length);
  view.setUint32(4, headers.length);
  view.setUint32(8, crc32(bytes.subarray(0, 8)));
  bytes.set(headers, preludeLength);
  bytes.set(payload, preludeLength + headers.length);
  view.setUint32(length - 4, crc32(bytes.subarray(0, length - 4)));
  return bytes;
}

/** Encodes headers alone, as they are signed. */
export function encodeHeaders(headers: ReadonlyMap<string, EventHeader>): Uint8Array {
  const bytes: number[] = [];
  for (const [name, header] of headers) {
    const text = toUtf8(name);
    if (text.length > 255) throw new EventStreamParserError(`The name of the event header ${name} is too long.`);
    bytes.push(text.length, ...text, ...encodeHeader(name, header));
  }
  return Uint8Array.from(bytes);
}

function encodeHeader(name: string, header: EventHeader): Iterable<number> {
  switch (header.type) {
    case "boolean":
      return [header.value ? 0 : 1];
    case "byte":
      return encodeNumber(2, 1, (view) => view.setInt8(1, header.value));
    case "short":
      return encodeNumber(3, 2, (view) => view.setInt16(1, header.value));
    case "integer":
      return encodeNumber(4, 4, (view) => view.setInt32(1, header.value));
    case "long":
      return encodeNumber(5, 8, (view) => view.setBigInt64(1, header.value));
    case "bytes":
      return encodeSized(name, 6, header.value);
    case "string":
      return encodeSized(name, 7, toUtf8(header.value));
    case "timestamp":
      return encodeNumber(8, 8, (view) => view.setBigInt64(1, BigInt(header.value.getTime())));
    case "uuid":
      return [
        9,
        ...header.value
          .replaceAll("-", "")
          .match(/../g)!
          .map((hex) => Number.parseInt(hex, 16)),
      ];
  }
}

function encodeNumber(type: number, size: number, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(size + 1);
  bytes[0] = type;
  write(new DataView(bytes.buffer));
  return bytes;
}

function encodeSized(name: string, type: number, value: Uint8Array): Iterable<number> {
  if (value.length > 0x7fff) throw new EventStreamParserError(`The event header ${name} is longer than 32,767 bytes.`);
  return [type, value.length >> 8, value.length & 255, ...value];
}
