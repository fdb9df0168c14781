import { fromUtf8 } from "../../encoding/utf8.js";
import { ResponseParserError } from "../../errors/parser.js";
import { setOwn } from "../own-property.js";
import { parseTimestamp } from "../timestamp.js";

/**
 * Decodes one CBOR data item: maps as objects (null values left out), byte strings as `Uint8Array`, tag 1 as `Date`,
 * integers that no number holds as bigint.
 *
 * Nothing is allocated for a length before its bytes are there.
 *
 * @throws {@link ResponseParserError} when the bytes are not well formed or are nested more than 256 deep.
 * @see botocore parsers.py, BaseCBORParser
 */
export function decodeCbor(bytes: Uint8Array): unknown {
  return new Decoder(bytes).readItem(0);
}

const BREAK = 0xff;
const INDEFINITE = 31;
const maxDepth = 256;
const shortText = 24;

const keys: string[] = [];

class Decoder {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  readItem(depth: number): unknown {
    const initial = this.#bytes[this.#advance(1)]!;
    const info = initial & 31;
    switch (initial >> 5) {
      case 0:
        return this.#readArgument(info);
      case 1:
        return this.#readNegative(info);
      case 2:
        return info === INDEFINITE ? this.#readChunks(2) : this.#readSlice(info).slice();
      case 3:
        return info === INDEFINITE ? fromUtf8(this.#readChunks(3)) : this.#readText(info);
      case 4:
        return this.#readList(info, nested(depth));
      case 5:
        return this.#readMap(info, nested(depth));
      case 6:
        return this.#readTag(info, nested(depth));
      default:
        return this.#readSimple(info);
    }
  }

  #readArgument(info: number): number | bigint {
    if (info < 24) return info;
    switch (info) {
      case 24:
        return this.#view.getUint8(this.#advance(1));
      case 25:
        return this.#view.getUint16(this.#advance(2));
      case 26:
        return this.#view.getUint32(this.#advance(4));
      case 27: {
        const value = this.#view.getBigUint64(this.#advance(8));
        return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
      }
      default:
        throw malformed(`additional information ${info}`, this.#at);
    }
  }

  #readNegative(info: number): number | bigint {
    const argument = this.#readArgument(info);
    if (typeof argument === "bigint") return -1n - argument;
    return argument === Number.MAX_SAFE_INTEGER ? -1n - BigInt(argument) : -1 - argument;
  }

  #readLength(info: number): number {
    return Number(this.#readArgument(info));
  }

  #readSlice(info: number): Uint8Array {
    const length = this.#readLength(info);
    const start = this.#advance(length);
    return this.#bytes.subarray(start, start + length);
  }

  #readChunks(major: number): Uint8Array {
    const chunks: Uint8Array[] = [];
    let length = 0;
    while (!this.#takeBreak()) {
      const initial = this.#bytes[this.#advance(1)]!;
      if (initial >> 5 !== major) throw malformed("a chunk of another type", this.#at);
      const chunk = this.#readSlice(initial & 31);
      chunks.push(chunk);
      length += chunk.length;
    }
    const joined = new Uint8Array(length);
    let at = 0;
    for (const chunk of chunks) {
      joined.set(chunk, at);
      at += chunk.length;
    }
    return joined;
  }

  #readText(info: number): string {
    const length = this.#readLength(info);
    const start = this.#advance(length);
    const end = start + length;
    if (length > shortText) return fromUtf8(this.#bytes.subarray(start, end));
    let text = "";
    for (let at = start; at < end; at++) {
      const byte = this.#bytes[at]!;
      if (byte > 127) return fromUtf8(this.#bytes.subarray(start, end));
      text += String.fromCharCode(byte);
    }
    return text;
  }

  #readList(info: number, depth: number): unknown[] {
    const items: unknown[] = [];
    if (info === INDEFINITE) {
      while (!this.#takeBreak()) items.push(this.readItem(depth));
    } else {
      const count = this.#readLength(info);
      for (let index = 0; index < count; index++) items.push(this.readItem(depth));
    }
    return items;
  }

  #readMap(info: number, depth: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    if (info === INDEFINITE) {
      while (!this.#takeBreak()) this.#readEntry(map, depth);
    } else {
      const count = this.#readLength(info);
      for (let index = 0; index < count; index++) this.#readEntry(map, depth);
    }
    return map;
  }

  #readEntry(map: Record<string, unknown>, depth: number): void {
    const initial = this.#bytes[this.#at];
    const key = initial !== undefined && initial > 0x60 && initial < 0x78 ? this.#readKey() : this.readItem(depth);
    const value = this.readItem(depth);
    if (value !== null) setOwn(map, typeof key === "string" ? key : String(key), value);
  }

  /** Reads a short key. Few different ones make up most messages: those seen last are kept and compared. */
  #readKey(): string {
    const length = this.#bytes[this.#at]! & 31;
    const start = this.#at + 1;
    const slot = (length * 31 + (this.#bytes[start] ?? 0) * 7 + (this.#bytes[start + length - 1] ?? 0)) & 255;
    const kept = keys[slot];
    if (kept !== undefined && kept.length === length && this.#matches(kept, start)) {
      this.#advance(length + 1);
      return kept;
    }
    const key = this.readItem(0) as string;
    if (key.length === length) keys[slot] = key;
    return key;
  }

  #matches(text: string, start: number): boolean {
    for (let index = 0; index < text.length; index++) {
      if (this.#bytes[start + index] !== text.charCodeAt(index)) return false;
    }
    return true;
  }

  /** Tag 1 is a timestamp. Others say more about a value that already is one: they are passed over. */
  #readTag(info: number, depth: number): unknown {
    const tag = this.#readArgument(info);
    const value = this.readItem(depth);
    if (tag !== 1) return value;
    if (typeof value === "number" || typeof value === "bigint") return parseTimestamp(Number(value));
    throw malformed("a timestamp without a number", this.#at);
  }

  #readSimple(info: number): unknown {
    switch (info) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
      case 23:
        return null;
      case 25:
        return readHalf(this.#view.getUint16(this.#advance(2)));
      case 26:
        return this.#view.getFloat32(this.#advance(4));
      case 27:
        return this.#view.getFloat64(this.#advance(8));
      default:
        throw malformed(info === INDEFINITE ? "a break" : `simple value ${info}`, this.#at);
    }
  }

  #takeBreak(): boolean {
    if (this.#at >= this.#bytes.length) throw truncated(this.#bytes.length);
    if (this.#bytes[this.#at] !== BREAK) return false;
    this.#at++;
    return true;
  }

  /** Steps over `count` bytes and returns where they begin. */
  #advance(count: number): number {
    const start = this.#at;
    if (start + count > this.#bytes.length) throw truncated(this.#bytes.length);
    this.#at = start + count;
    return start;
  }
}

function nested(depth: number): number {
  if (depth >= maxDepth)
    throw new ResponseParserError(`The CBOR of the response is nested more than ${maxDepth} deep.`);
  return depth + 1;
}

function readHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function malformed(what: string, at: number): ResponseParserError {
  return new ResponseParserError(`The CBOR of the response has ${what} before byte ${at}.`);
}

function truncated(length: number): ResponseParserError {
  return new ResponseParserError(`The CBOR of the response ends too early, after ${length} bytes.`);
}
