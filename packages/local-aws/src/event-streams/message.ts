import { crc32 } from "node:zlib";

/** A header of an event message: `number` is a 32-bit integer, `bigint` a 64-bit one. */
export type HeaderValue = string | boolean | number | bigint | Buffer | Date;

/** One message of `application/vnd.amazon.eventstream`. */
export interface EventMessage {
  readonly headers: ReadonlyMap<string, HeaderValue>;
  readonly payload: Buffer;
}

/** Bytes that are no event message, or events that are not what they should be. */
export class EventFailure extends Error {
  override readonly name = "EventFailure";
  /** The exception that the stream is ended with. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Cuts a body into messages; each must be whole, with both of its checksums. */
export async function* readMessages(body: AsyncIterable<Uint8Array>): AsyncGenerator<EventMessage> {
  let bytes = Buffer.alloc(0);
  for await (const piece of body) {
    bytes = Buffer.concat([bytes, piece]);
    while (bytes.length >= 12 && bytes.length >= lengthOf(bytes)) {
      const length = lengthOf(bytes);
      yield decodeMessage(bytes.subarray(0, length));
      bytes = bytes.subarray(length);
    }
  }
  if (bytes.length > 0) {
    throw malformed(`the stream ends within a message, ${bytes.length} bytes after its beginning`);
  }
}

/** Decodes one whole message. */
export function decodeMessage(bytes: Buffer): EventMessage {
  if (bytes.length < 16 || lengthOf(bytes) !== bytes.length) {
    throw malformed("the length of a message is not what it says");
  }
  const end = bytes.length - 4;
  if (bytes.readUInt32BE(end) !== crc32(bytes.subarray(0, end))) {
    throw malformed("the checksum of a message is wrong");
  }
  const headersEnd = 12 + bytes.readUInt32BE(4);
  if (headersEnd > end) {
    throw malformed("the headers of a message are longer than the message");
  }
  return { headers: decodeHeaders(bytes.subarray(12, headersEnd)), payload: bytes.subarray(headersEnd, end) };
}

/** Encodes a message with both of its checksums. */
export function encodeMessage({ headers, payload }: EventMessage): Buffer {
  const head = Buffer.concat([...headers].map(([name, value]) => encodeHeader(name, value)));
  const prelude = Buffer.alloc(12);
  prelude.writeUInt32BE(16 + head.length + payload.length, 0);
  prelude.writeUInt32BE(head.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  const checked = Buffer.concat([prelude, head, payload]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(checked));
  return Buffer.concat([checked, checksum]);
}

/** Encodes a header as it stands in a message, and as it is signed. */
export function encodeHeader(name: string, value: HeaderValue): Buffer {
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name, "latin1"), encodeValue(value)]);
}

function encodeValue(value: HeaderValue): Buffer {
  switch (typeof value) {
    case "boolean":
      return Buffer.from([value ? 0 : 1]);
    case "number":
      return sized(4, 4, (bytes) => bytes.writeInt32BE(value, 1));
    case "bigint":
      return sized(5, 8, (bytes) => bytes.writeBigInt64BE(value, 1));
    case "string":
      return withLength(7, Buffer.from(value));
    default:
      return value instanceof Date
        ? sized(8, 8, (bytes) => bytes.writeBigInt64BE(BigInt(value.getTime()), 1))
        : withLength(6, value);
  }
}

function sized(type: number, length: number, write: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(1 + length);
  bytes[0] = type;
  write(bytes);
  return bytes;
}

function withLength(type: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type, value.length >> 8, value.length & 255]), value]);
}

function lengthOf(bytes: Buffer): number {
  if (bytes.readUInt32BE(8) !== crc32(bytes.subarray(0, 8))) {
    throw malformed("the checksum of a message's prelude is wrong");
  }
  const length = bytes.readUInt32BE(0);
  if (length < 16 || length > MAX_MESSAGE_BYTES) {
    throw malformed(`a message cannot have ${length} bytes`);
  }
  return length;
}

function decodeHeaders(bytes: Buffer): Map<string, HeaderValue> {
  const headers = new Map<string, HeaderValue>();
  let at = 0;
  const take = (count: number): Buffer => {
    if (at + count > bytes.length) {
      throw malformed("a header ends beyond the headers");
    }
    at += count;
    return bytes.subarray(at - count, at);
  };
  while (at < bytes.length) {
    const name = take(take(1).readUInt8()).toString("utf8");
    if (headers.has(name)) {
      throw malformed(`the header ${name} is there twice`);
    }
    headers.set(name, decodeValue(take(1).readUInt8(), take));
  }
  return headers;
}

function decodeValue(type: number, take: (count: number) => Buffer): HeaderValue {
  switch (type) {
    case 0:
    case 1:
      return type === 0;
    case 2:
      return take(1).readInt8();
    case 3:
      return take(2).readInt16BE();
    case 4:
      return take(4).readInt32BE();
    case 5:
      return take(8).readBigInt64BE();
    case 6:
      return take(take(2).readUInt16BE());
    case 7:
      return take(take(2).readUInt16BE()).toString("utf8");
    case 8:
      return new Date(Number(take(8).readBigInt64BE()));
    case 9:
      return take(16);
    default:
      throw malformed(`there is no header type ${type}`);
  }
}

function malformed(message: string): EventFailure {
  return new EventFailure("MalformedEventException", message);
}

const MAX_MESSAGE_BYTES = 16 + 128 * 1024 + 24 * 1024 * 1024;
