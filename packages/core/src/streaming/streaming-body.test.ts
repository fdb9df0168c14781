import { finished } from "node:stream/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { FlexibleChecksumError } from "../errors/call.js";
import { ReadTimeoutError } from "../errors/http.js";
import { StreamingBody } from "./streaming-body.js";

/** A source that tells whether it was let go of. */
class Source implements AsyncIterableIterator<Uint8Array, undefined> {
  cancelled = false;
  pulls = 0;
  readonly #pieces: (string | Uint8Array | Error)[];

  constructor(...pieces: (string | Uint8Array | Error)[]) {
    this.#pieces = pieces;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.pulls++;
    const piece = this.#pieces.shift();
    if (piece instanceof Error) throw piece;
    if (piece === undefined) return { done: true, value: undefined };
    return { done: false, value: typeof piece === "string" ? new TextEncoder().encode(piece) : piece };
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.cancelled = true;
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

async function list<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

function webStream(...pieces: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(encoder.encode(piece));
      controller.close();
    },
  });
  // As in Safari.
  Object.defineProperty(stream, Symbol.asyncIterator, { value: undefined });
  return stream;
}

test("a body is read whole in every form", async () => {
  const json = '{"a":"ä"}';
  const body = (): StreamingBody => new StreamingBody(new Source('{"a"', ':"ä"}'), { contentType: "application/json" });
  expect(await body().text()).toBe(json);
  expect(await body().json()).toEqual({ a: "ä" });
  expect(await body().bytes()).toEqual(new TextEncoder().encode(json));
  expect(await body().read()).toEqual(new TextEncoder().encode(json));
  const blob = await body().blob();
  expect([blob.type, await blob.text()]).toEqual(["application/json", json]);
});

test("a body is read as a stream of the platform", async () => {
  expect(await new Response(new StreamingBody(new Source("a", "b")).webStream() as never).text()).toBe("ab");
  const stream = new StreamingBody(new Source("a", "b")).nodeStream();
  expect(text(Buffer.concat((await list(stream)) as Buffer[]))).toBe("ab");
});

test.each([
  ["bytes", () => new TextEncoder().encode("abcd")],
  ["an async iterable", () => new Source("ab", "", "cd")],
  ["a web stream", () => webStream("ab", "cd")],
])("the source may be %s", async (_, source) => {
  expect(await new StreamingBody(source()).text()).toBe("abcd");
  expect((await list(new StreamingBody(source()))).map(text).join("")).toBe("abcd");
});

test("text is decoded in the encoding that is asked for, without a byte order mark", async () => {
  expect(await new StreamingBody(new Uint8Array([0xe9])).text("latin1")).toBe("é");
  expect(await new StreamingBody(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])).text()).toBe("a");
});

test("read(n) gives n bytes, fewer at the end, none after it", async () => {
  const body = new StreamingBody(new Source("abc", "d", "efgh"));
  const read: string[] = [];
  for (const size of [2, 0, 4, 10, 1, 1]) read.push(text(await body.read(size)));
  expect(read).toEqual(["ab", "", "cdef", "gh", "", ""]);
});

test("reads that are asked for together follow each other", async () => {
  const body = new StreamingBody(new Source("abc", "def"));
  const read = await Promise.all([body.read(2), body.read(2), body.text()]);
  expect([text(read[0]), text(read[1]), read[2]]).toEqual(["ab", "cd", "ef"]);
});

test("what read(n) left can be read in another way", async () => {
  const body = new StreamingBody(new Source("head", "er\nrest\n"));
  expect(text(await body.read(6))).toBe("header");
  expect(await list(body.iterLines())).toEqual(["", "rest"]);
});

test("iterChunks gives pieces of equal size", async () => {
  const body = new StreamingBody(new Source("a".repeat(1500), "b".repeat(1000)));
  expect((await list(body.iterChunks())).map((chunk) => chunk.byteLength)).toEqual([1024, 1024, 452]);
});

/** The definition: the whole body, split at once. */
function splitAtOnce(whole: string, keepEnds: boolean): string[] {
  const lines = whole.match(/[^\r\n]*(\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
  return keepEnds ? lines : lines.map((line) => line.replace(/\r?\n$|\r$/, ""));
}

const characters = fc.constantFrom("a", "ä", "\n", "\r", "\r\n", " ", "\u2028");

test("iterLines splits as if the body were split at once, however it arrives", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(characters).map((parts) => parts.join("")),
      fc.array(fc.nat(6)),
      fc.boolean(),
      fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
      async (whole, sizes, keepEnds, chunkSize) => {
        const bytes = new TextEncoder().encode(whole);
        const pieces: Uint8Array[] = [];
        let at = 0;
        for (const size of sizes) pieces.push(bytes.subarray(at, (at += size)));
        pieces.push(bytes.subarray(at));
        const lines = await list(new StreamingBody(new Source(...pieces)).iterLines({ keepEnds, chunkSize }));
        expect(lines).toEqual(splitAtOnce(whole, keepEnds));
      },
    ),
  );
});

test.each<[string, (body: StreamingBody) => unknown]>([
  ["read()", (body) => body.read()],
  ["text()", (body) => body.text()],
  ["json()", (body) => body.json()],
  ["bytes()", (body) => body.bytes()],
  ["blob()", (body) => body.blob()],
  ["iteration", (body) => list(body)],
  ["iterChunks()", (body) => list(body.iterChunks())],
  ["iterLines()", (body) => list(body.iterLines())],
  ["webStream()", (body) => body.webStream()],
  ["nodeStream()", (body) => body.nodeStream()],
])("a second reading after %s is an error that says so", async (name, read) => {
  const body = new StreamingBody(new Source("1"));
  await read(body);
  const clear = { name: "UnseekableStreamError", message: expect.stringContaining(`has been read, by ${name}`) };
  await expect(body.text()).rejects.toMatchObject(clear);
  await expect(body.read(1)).rejects.toMatchObject(clear);
  expect(() => body.webStream()).toThrow(`has been read, by ${name}`);
});

test("a body of another length than announced is an IncompleteReadError, once all is read", async () => {
  const short = new StreamingBody(new Source("abc"), { contentLength: "10" });
  expect(short.contentLength).toBe(10);
  expect(text(await short.read(3))).toBe("abc");
  const wrong = { name: "IncompleteReadError", message: "The body has 3 bytes where 10 were announced." };
  await expect(short.read(1)).rejects.toMatchObject(wrong);
  await expect(short.read(1)).rejects.toMatchObject(wrong);
  await expect(new StreamingBody(new Source("abc"), { contentLength: 2 }).text()).rejects.toThrow("3 bytes where 2");
  expect(await new StreamingBody(new Source("abc"), { contentLength: 3 }).text()).toBe("abc");
});

test("a verifier sees every piece and has the last word", async () => {
  const seen: string[] = [];
  const verifier = {
    update: (piece: Uint8Array) => void seen.push(text(piece)),
    async verify() {
      throw new FlexibleChecksumError("no match");
    },
  };
  const body = new StreamingBody(new Source("ab", "cd"), { verifier });
  expect(text(await body.read(4))).toBe("abcd");
  await expect(body.read(1)).rejects.toThrow(FlexibleChecksumError);
  expect(seen).toEqual(["ab", "cd"]);
});

test("errors of handlers and reasons of aborts pass as they are, others become ResponseStreamingError", async () => {
  const timeout = new ReadTimeoutError("slow");
  await expect(new StreamingBody(new Source("a", timeout)).text()).rejects.toBe(timeout);
  const reason = new Error("stop it");
  await expect(new StreamingBody(new Source("a", reason)).text()).rejects.toBe(reason);
  const cause = new TypeError("network error");
  await expect(new StreamingBody(new Source("a", cause)).text()).rejects.toMatchObject({
    name: "ResponseStreamingError",
    message: "The body broke while it was read: network error",
    cause,
  });
});

test("a body that broke stays broken", async () => {
  const body = new StreamingBody(new Source("a", new ReadTimeoutError("slow"), "b"));
  await body.read(1);
  await expect(body.read(1)).rejects.toThrow("slow");
  await expect(body.read(1)).rejects.toThrow("slow");
});

test.each<[string, (body: StreamingBody) => unknown]>([
  ["cancel()", (body) => body.cancel()],
  ["close()", (body) => body.close()],
  ["using", (body) => body[Symbol.dispose]()],
  ["await using", (body) => body[Symbol.asyncDispose]()],
  ["leaving a loop", async (body) => (await body[Symbol.asyncIterator]().next(), body.cancel())],
  ["cancelling its web stream", (body) => body.webStream().cancel()],
])("%s lets go of the source", async (_, stop) => {
  const source = new Source("a", "b");
  await stop(new StreamingBody(source));
  expect(source.cancelled).toBe(true);
});

test.each<[string, (body: StreamingBody) => AsyncIterable<unknown>]>([
  ["for await", (body) => body],
  ["iterChunks", (body) => body.iterChunks(1)],
  ["iterLines", (body) => body.iterLines()],
  ["nodeStream", (body) => body.nodeStream() as AsyncIterable<unknown>],
])("leaving a loop over %s early lets go of the source", async (_, loop) => {
  const source = new Source("a\n", "b\n", "c\n");
  for await (const item of loop(new StreamingBody(source))) {
    expect(item).toBeDefined();
    break;
  }
  await expect.poll(() => source.cancelled).toBe(true);
});

test("a body read to its end is not cancelled", async () => {
  const source = new Source("a");
  await using body = new StreamingBody(source);
  await body.text();
  await body.cancel();
  expect(source.cancelled).toBe(false);
});

test("a cancelled body says so", async () => {
  const body = new StreamingBody(new Source("a"));
  await body.cancel();
  await expect(body.text()).rejects.toThrow("This body was cancelled.");
});

test("cancelling ends a read that waits, with a clear error", async () => {
  let wake = (): void => {};
  const source: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise((resolve) => (wake = () => resolve({ done: true, value: undefined }))),
      return: async () => (wake(), { done: true, value: undefined }),
    }),
  };
  const body = new StreamingBody(source, { contentLength: 5 });
  const read = body.read(5);
  await new Promise((resolve) => setImmediate(resolve));
  await body.cancel();
  await expect(read).rejects.toThrow("This body was cancelled.");
});

test("nothing is pulled before it is asked for", async () => {
  const source = new Source("a", "b");
  const body = new StreamingBody(source);
  const reader = body.webStream().getReader();
  expect(source.pulls).toBe(0);
  await reader.read();
  expect(source.pulls).toBe(1);
});

test("destroying the Node stream lets go of the source", async () => {
  const source = new Source("a", "b");
  const stream = new StreamingBody(source).nodeStream() as NodeJS.ReadableStream & { destroy(): void };
  stream.once("data", () => stream.destroy());
  await finished(stream).catch(() => {});
  await expect.poll(() => source.cancelled).toBe(true);
});
