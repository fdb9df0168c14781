import { toUtf8 } from "../../encoding/utf8.js";

/** Grows as it is written to. One is reused for all messages: encoding never waits. */
export interface CborWriter {
  bytes: Uint8Array;
  view: DataView;
  at: number;
}

export const UNSIGNED = 0x00;
export const NEGATIVE = 0x20;
export const BYTES = 0x40;
export const TEXT = 0x60;
export const LIST = 0x80;
export const MAP = 0xa0;
export const TAG = 0xc0;

/** Runs `write` on an empty writer and returns what it wrote. */
export function writeCbor(write: (writer: CborWriter) => void): Uint8Array {
  const writer = (free ?? newWriter(initialSize)) as CborWriter;
  free = undefined;
  writer.at = 0;
  write(writer);
  const written = writer.bytes.slice(0, writer.at);
  if (writer.bytes.length <= keptSize) free = writer;
  return written;
}

/** Writes a major type with its argument: a length, a count, or an integer itself (up to 2^53). */
export function writeHead(writer: CborWriter, major: number, argument: number): void {
  reserve(writer, 9);
  const { bytes } = writer;
  if (argument < 24) bytes[writer.at++] = major | argument;
  else if (argument < 0x100) {
    bytes[writer.at++] = major | 24;
    bytes[writer.at++] = argument;
  } else if (argument < 0x1_0000) {
    bytes[writer.at++] = major | 25;
    bytes[writer.at++] = argument >> 8;
    bytes[writer.at++] = argument;
  } else if (argument < 0x1_0000_0000) {
    bytes[writer.at++] = major | 26;
    writer.view.setUint32(writer.at, argument);
    writer.at += 4;
  } else writeHead64(writer, major, BigInt(argument));
}

export function writeInteger(writer: CborWriter, value: number | bigint): void {
  if (typeof value === "number" && Number.isSafeInteger(value)) {
    if (value >= 0) writeHead(writer, UNSIGNED, value);
    else writeHead(writer, NEGATIVE, -1 - value);
    return;
  }
  const big = BigInt(typeof value === "number" ? Math.trunc(value) : value);
  const argument = big >= 0n ? big : -1n - big;
  const major = big >= 0n ? UNSIGNED : NEGATIVE;
  if (argument <= 0xffff_ffffn) writeHead(writer, major, Number(argument));
  else writeHead64(writer, major, argument);
}

export function writeFloat(writer: CborWriter, value: number): void {
  if (!Number.isFinite(value)) return writeSpecial(writer, value);
  reserve(writer, 5);
  writer.bytes[writer.at] = 0xfa;
  writer.view.setFloat32(writer.at + 1, value);
  writer.at += 5;
}

export function writeDouble(writer: CborWriter, value: number): void {
  if (!Number.isFinite(value)) return writeSpecial(writer, value);
  reserve(writer, 9);
  writer.bytes[writer.at] = 0xfb;
  writer.view.setFloat64(writer.at + 1, value);
  writer.at += 9;
}

export function writeByte(writer: CborWriter, byte: number): void {
  reserve(writer, 1);
  writer.bytes[writer.at++] = byte;
}

export function writeBytes(writer: CborWriter, value: Uint8Array): void {
  writeHead(writer, BYTES, value.length);
  writeRaw(writer, value);
}

export function writeText(writer: CborWriter, value: string): void {
  if (value.length < shortText && writeShortAscii(writer, value)) return;
  const encoded = toUtf8(value);
  writeHead(writer, TEXT, encoded.length);
  writeRaw(writer, encoded);
}

export function writeRaw(writer: CborWriter, value: Uint8Array): void {
  reserve(writer, value.length);
  writer.bytes.set(value, writer.at);
  writer.at += value.length;
}

/** Encodes by hand what is cheaper so than through TextEncoder; false, with nothing written, if it is not ASCII. */
function writeShortAscii(writer: CborWriter, value: string): boolean {
  const start = writer.at;
  writeHead(writer, TEXT, value.length);
  reserve(writer, value.length);
  const { bytes } = writer;
  let at = writer.at;
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if (code > 127) {
      writer.at = start;
      return false;
    }
    bytes[at++] = code;
  }
  writer.at = at;
  return true;
}

/** NaN and the infinities travel as half floats, as botocore sends them. */
function writeSpecial(writer: CborWriter, value: number): void {
  writeByte(writer, 0xf9);
  writeByte(writer, value === Number.POSITIVE_INFINITY ? 0x7c : value === Number.NEGATIVE_INFINITY ? 0xfc : 0x7e);
  writeByte(writer, 0);
}

function writeHead64(writer: CborWriter, major: number, argument: bigint): void {
  reserve(writer, 9);
  writer.bytes[writer.at] = major | 27;
  writer.view.setBigUint64(writer.at + 1, argument);
  writer.at += 9;
}

function reserve(writer: CborWriter, size: number): void {
  if (writer.at + size <= writer.bytes.length) return;
  const grown = newWriter(Math.max(writer.bytes.length * 2, writer.at + size));
  grown.bytes.set(writer.bytes.subarray(0, writer.at));
  writer.bytes = grown.bytes;
  writer.view = grown.view;
}

function newWriter(size: number): CborWriter {
  const bytes = new Uint8Array(size);
  return { bytes, view: new DataView(bytes.buffer), at: 0 };
}

let free: CborWriter | undefined;

const initialSize = 2048;
const keptSize = 65_536;
const shortText = 48;
