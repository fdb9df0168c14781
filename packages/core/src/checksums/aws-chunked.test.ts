import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { UnseekableStreamError } from "../errors/call.js";
import { bodyFrom, bufferBody as collect } from "../streaming/input.js";
import type { StreamingInput } from "../streaming/types.js";
import { awsChunked } from "./aws-chunked.js";

const MiB = 1_048_576;

test.each<[form: string, StreamingInput]>([
  ["bytes", bytes("hello checksum oak")],
  ["a Blob", new Blob(["hello checksum oak"])],
  ["an async iterable", pieces("hello ", "checksum", " oak")],
  ["a web stream", new Blob(["hello checksum oak"]).stream()],
  ["a web stream that is no async iterable", safariStream("hello checksum", " oak")],
])("%s becomes one chunk and a trailer", async (_, body) => {
  expect(await text(body)).toBe("12\r\nhello checksum oak\r\n0\r\nx-amz-checksum-crc32:KN3z4Q==\r\n\r\n");
});

test("an empty body is the trailer alone", async () => {
  expect(await text(bytes(""))).toBe("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n");
  expect(await text(pieces())).toBe("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n");
});

test.each<[form: string, (body: Uint8Array) => StreamingInput]>([
  ["bytes", (body) => body],
  ["Blobs", (body) => new Blob([body as Uint8Array<ArrayBuffer>])],
  ["streams of odd pieces", (body) => oddPieces(body)],
])("long %s are cut at each MiB", async (_, form) => {
  const body = Uint8Array.from({ length: 2 * MiB + 5 }, (_, index) => index % 251);
  const encoded = await collect(await chunked(form(body), "crc32", "x-amz-checksum-crc32"));
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  const expected = Buffer.concat([
    Buffer.from("100000\r\n"),
    body.subarray(0, MiB),
    Buffer.from("\r\n100000\r\n"),
    body.subarray(MiB, 2 * MiB),
    Buffer.from("\r\n5\r\n"),
    body.subarray(2 * MiB),
    Buffer.from(`\r\n0\r\nx-amz-checksum-crc32:${checksum.toString("base64")}\r\n\r\n`),
  ]);
  expect(expected.equals(encoded)).toBe(true);
});

test("a Blob can be sent again, a stream cannot", async () => {
  const blob = await chunked(new Blob(["a"]), "crc32", "t");
  const stream = await chunked(new Blob(["a"]).stream(), "crc32", "t");
  expect(await collect(blob)).toEqual(await collect(blob));
  await collect(stream);
  await expect(collect(stream)).rejects.toThrow(UnseekableStreamError);
});

test("whoever stops reading closes the source", async () => {
  let closed = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield bytes("x".repeat(MiB));
    } finally {
      closed = true;
    }
  }
  const encoded = await chunked(endless(), "crc32", "t");
  for await (const _ of encoded as AsyncIterable<Uint8Array>) break;
  expect(closed).toBe(true);
});

test("a stream of anything but bytes or text is refused", async () => {
  const numbers = (async function* () {
    yield 1;
  })() as unknown as AsyncIterable<Uint8Array>;
  await expect(text(numbers)).rejects.toThrow(/gave number where bytes were expected/);
});

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text));
}

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield bytes(text);
}

async function* oddPieces(body: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += 700_001) yield body.subarray(at, at + 700_001);
}

function safariStream(...texts: string[]): ReadableStream<Uint8Array> {
  const stream = new Blob(texts).stream();
  return { getReader: () => stream.getReader() } as ReadableStream<Uint8Array>;
}

async function text(body: StreamingInput): Promise<string> {
  const encoded = await chunked(body, "crc32", "x-amz-checksum-crc32");
  return Buffer.from(await collect(encoded)).toString();
}

function chunked(body: StreamingInput, ...rest: [algorithm: "crc32", trailer: string]): ReturnType<typeof awsChunked> {
  return awsChunked(bodyFrom(body), ...rest);
}
