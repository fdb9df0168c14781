import { createReadStream } from "node:fs";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { type BodyStream, bodyFrom, bufferBody } from "./input.js";
import type { StreamingInput } from "./types.js";

async function read(body: Uint8Array | BodyStream): Promise<string> {
  return new TextDecoder().decode(await bufferBody(body));
}

async function fileWith(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "inia-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "body");
  await writeFile(path, content);
  return path;
}

const bytes = new TextEncoder().encode("grün");

test.each<[string, StreamingInput]>([
  ["a string", "grün"],
  ["bytes", bytes],
  ["a Buffer", Buffer.from("grün")],
  ["an ArrayBuffer", bytes.slice().buffer],
  ["a view", new DataView(new TextEncoder().encode("(grün)").buffer, 1, 5)],
])("%s is sent as bytes", (_, input) => {
  const body = bodyFrom(input) as Uint8Array;
  expect(new TextDecoder().decode(body)).toBe("grün");
  expect(body).toBeInstanceOf(Uint8Array);
});

test.each<[string, () => Blob]>([
  ["a Blob", () => new Blob(["gr", "ün"])],
  ["a File", () => new File(["grün"], "name")],
])("%s has a length and can be sent again", async (_, blob) => {
  const body = bodyFrom(blob()) as BodyStream;
  expect(body).toMatchObject({ length: 5, replayable: true });
  expect([await read(body), await read(body)]).toEqual(["grün", "grün"]);
});

test("a large Blob comes in pieces", async () => {
  const sizes: number[] = [];
  const body = bodyFrom(new Blob([new Uint8Array(2_500_000)])) as BodyStream;
  for await (const piece of body) sizes.push(piece.byteLength);
  expect(sizes).toEqual([1_048_576, 1_048_576, 402_848]);
});

test.each<[string, () => StreamingInput]>([
  ["a web stream", () => new Blob(["grün"]).stream()],
  ["a Node Readable", () => Readable.from([Buffer.from("gr"), Buffer.from("ün")])],
  ["a Node Readable of strings", () => Readable.from(["gr", "ün"])],
  [
    "an async generator",
    () =>
      (async function* () {
        yield bytes;
      })(),
  ],
])("%s can be sent once, with the length that the caller gives", async (_, input) => {
  expect(bodyFrom(input(), 5)).toMatchObject({ length: 5 });
  const body = bodyFrom(input()) as BodyStream;
  expect(body).toMatchObject({ length: undefined, replayable: true });
  expect(await read(body)).toBe("grün");
  expect(body.replayable).toBe(false);
  await expect(read(body)).rejects.toMatchObject({
    name: "UnseekableStreamError",
    message: expect.stringContaining("The request cannot be sent again"),
  });
});

test("an attempt that read nothing leaves a stream as it was", async () => {
  const body = bodyFrom(Readable.from(["abc"])) as BodyStream;
  body[Symbol.asyncIterator]();
  expect(body.replayable).toBe(true);
  expect(await read(body)).toBe("abc");
});

test.each<[string, { start?: number; end?: number }, string]>([
  ["a file", {}, "0123456789"],
  ["a file from a place on", { start: 4 }, "456789"],
  ["a part of a file", { start: 2, end: 5 }, "2345"],
  ["a part beyond the file", { start: 8, end: 99 }, "89"],
])("a stream of %s knows its length and can be sent again", async (_, range, expected) => {
  const body = bodyFrom(createReadStream(await fileWith("0123456789"), range)) as BodyStream;
  expect(body).toMatchObject({ length: expected.length, replayable: true });
  for (let i = 0; i < 3; i++) expect(await read(body)).toBe(expected);
});

test("the caller's length wins over the file's", async () => {
  expect(bodyFrom(createReadStream(await fileWith("0123456789")), 4)).toMatchObject({ length: 4, replayable: true });
});

test("a file stream without a path, or read already, is like any stream", async () => {
  const path = await fileWith("0123456789");
  const file = await open(path);
  onTestFinished(() => file.close());
  expect(bodyFrom(file.createReadStream({ autoClose: false }))).toMatchObject({ length: undefined });
  const begun = createReadStream(path, { highWaterMark: 4 });
  await begun[Symbol.asyncIterator]().next();
  expect(bodyFrom(begun)).toMatchObject({ length: undefined });
});

test("a file that is not there fails with the system's own error", async () => {
  const missing = createReadStream("/no/such/file");
  await expect(read(bodyFrom(missing))).rejects.toMatchObject({ code: "ENOENT" });
});

test("what bodyFrom made passes through it unchanged", () => {
  const body = bodyFrom(new Blob(["x"]));
  expect(bodyFrom(body)).toBe(body);
});

test("a stream that must be buffered may not be too long", async () => {
  const body = bodyFrom(Readable.from(["12345", "67890"]));
  await expect(bufferBody(body, 9)).rejects.toMatchObject({
    name: "ParamValidationError",
    message: expect.stringContaining("longer than 9 bytes"),
  });
  expect(await bufferBody(bodyFrom("12345"), 1)).toHaveLength(5);
});

test.each([42, {}, null, new Date()])("%s is refused", (input) => {
  expect(() => bodyFrom(input as never)).toThrow("A streaming body must be a string, bytes, a Blob");
});

test("a piece that is neither bytes nor text is refused", async () => {
  const body = bodyFrom(Readable.from([{ not: "bytes" }]));
  await expect(read(body)).rejects.toThrow("The stream gave object where bytes were expected.");
});

test("a source that is given up is let go of", async () => {
  const source = Readable.from(["a", "b"]);
  for await (const piece of bodyFrom(source) as BodyStream) {
    expect(piece).toHaveLength(1);
    break;
  }
  expect(source.destroyed).toBe(true);
});
