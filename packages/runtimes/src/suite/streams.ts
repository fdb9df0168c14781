import { createBucket, deleteBucket, deleteObject, getObject, putObject, S3Client } from "@inia/client-s3";
import { MissingDependencyException, type StreamingBody, type StreamingInput, UnseekableStreamError } from "@inia/core";
import type { Context, Scenario } from "./context.js";
import { expectEqual, firstDifference, patternBytes, rejection } from "./expect.js";
import { webStreams } from "./web-streams.js";

const content = patternBytes(200_000);
const text = "one\ntwo\r\nthree";

/** Makes a body of bytes, each time anew. */
type Make = (bytes: Uint8Array<ArrayBuffer>) => StreamingInput;

const inMemory: Readonly<Record<string, Make>> = {
  "a string": (bytes) => new TextDecoder().decode(bytes),
  bytes: (bytes) => bytes,
  "an ArrayBuffer": (bytes) => bytes.slice().buffer,
  "a Blob": (bytes) => new Blob([bytes.slice(0, 7), bytes.slice(7)]),
  "a File": (bytes) => new File([bytes], "file.bin"),
};

const streams: Readonly<Record<string, Make | undefined>> = {
  "a ReadableStream": (bytes) => new Blob([bytes]).stream(),
  "an async iterable": pieces,
  // Where the platform has none there is nothing to give.
  "a Node Readable": readableFrom(),
};

export const streamScenarios: readonly Scenario[] = [
  {
    name: "Bodies: a string, bytes, an ArrayBuffer, a Blob, a File",
    run: (context) =>
      inBucket(context, "memory", async (roundTrip) => {
        for (const [what, make] of Object.entries(inMemory)) {
          const bytes = what === "a string" ? encoded(text) : content;
          await roundTrip(what, bytes, make(bytes));
        }
      }),
  },
  {
    name: "Bodies: web streams, async iterables, Node's streams, of known length",
    run: (context) =>
      inBucket(context, "known", async (roundTrip) => {
        for (const [what, make] of Object.entries(streams)) {
          if (make) await roundTrip(what, content, make(content), content.byteLength);
        }
      }),
  },
  {
    name: "Bodies: the same, of a length that nobody knows",
    run: (context) =>
      inBucket(context, "unknown", async (roundTrip) => {
        for (const [what, make] of Object.entries(streams)) if (make) await roundTrip(what, content, make(content));
      }),
  },
  {
    name: "Streams: text, json, bytes, blob",
    run: (context) =>
      inBucket(context, "whole", async (roundTrip) => {
        const json = encoded('{"river":"Içá"}');
        const get = await roundTrip("json", json, json);
        expectEqual(await (await get()).text(), '{"river":"Içá"}', "text");
        expectEqual(await (await get()).json(), { river: "Içá" }, "json");
        expectEqual(firstDifference(await (await get()).bytes(), json), -1, "bytes");
        const blob = await (await get()).blob();
        expectEqual([blob.size, await blob.text()], [json.byteLength, '{"river":"Içá"}'], "blob");
      }),
  },
  {
    name: "Streams: read(n), iterChunks, iterLines, for await",
    run: (context) =>
      inBucket(context, "parts", async (roundTrip) => {
        const get = await roundTrip("bytes", content, content);
        const body = await get();
        const [first, second] = [await body.read(10), await body.read(100_000)];
        const rest = await body.read();
        expectEqual([first.byteLength, second.byteLength, rest.byteLength], [10, 100_000, 99_990], "lengths of reads");
        expectEqual(firstDifference(joined([first, second, rest]), content), -1, "bytes of reads");

        const chunks = await list((await get()).iterChunks(65_536));
        const lengths = chunks.map((chunk) => chunk.byteLength);
        expectEqual(lengths, [65_536, 65_536, 65_536, 3392], "lengths of chunks");
        expectEqual(firstDifference(joined(chunks), content), -1, "bytes of chunks");
        expectEqual(firstDifference(joined(await list(await get())), content), -1, "bytes of a loop");

        const lines = await roundTrip("lines", encoded(text), text);
        expectEqual(await list((await lines()).iterLines()), ["one", "two", "three"], "lines");
        const withEnds = await list((await lines()).iterLines({ keepEnds: true }));
        expectEqual(withEnds, ["one\n", "two\r\n", "three"], "lines with their ends");
      }),
  },
  {
    name: "Streams: webStream, nodeStream",
    lacks: webStreams,
    run: (context) =>
      inBucket(context, "platform", async (roundTrip) => {
        const get = await roundTrip("bytes", content, content);
        const whole = await new Response((await get()).webStream()).arrayBuffer();
        expectEqual(firstDifference(new Uint8Array(whole), content), -1, "bytes of the web stream");
        const body = await get();
        if (withoutNodeStreams.includes(context.name)) {
          const error = await rejection(new Promise(() => void body.nodeStream()), "nodeStream");
          if (!(error instanceof MissingDependencyException)) throw new Error(`found ${String(error)}`);
          body.close();
        } else {
          const read = await list(body.nodeStream() as AsyncIterable<Uint8Array>);
          expectEqual(firstDifference(joined(read), content), -1, "bytes of Node's stream");
        }
      }),
  },
  {
    name: "Streams: closed early, read twice",
    run: (context) =>
      inBucket(context, "ends", async (roundTrip) => {
        const get = await roundTrip("bytes", content, content);
        const closed = await get();
        await closed.read(1);
        closed.close();
        const afterwards = await rejection(closed.read(1), "read after close");
        if (!(afterwards instanceof UnseekableStreamError)) throw new Error(`found ${String(afterwards)}`);
        const body = await get();
        await body.bytes();
        const again = await rejection(body.text(), "second read");
        if (!(again instanceof UnseekableStreamError)) throw new Error(`found ${String(again)}`);
        expectEqual(again.message.includes("has been read, by bytes()"), true, "what the error says");
      }),
  },
];

// workerd has Node's streams only where a flag asks for them: core does without.
const withoutNodeStreams: readonly string[] = ["workerd", "chromium", "firefox", "react-native"];

/** Puts a body, gets it, compares; gives a function that gets it anew. */
type RoundTrip = (
  what: string,
  bytes: Uint8Array,
  Body: StreamingInput,
  ContentLength?: number,
) => Promise<() => Promise<StreamingBody>>;

async function inBucket(context: Context, name: string, work: (roundTrip: RoundTrip) => Promise<void>): Promise<void> {
  const s3 = new S3Client(context.configFor("s3"));
  const Bucket = `inia-runtimes-${name}-${context.name}`;
  const keys = new Set<string>();
  await createBucket(s3, { Bucket });
  await work(async (what, bytes, Body, ContentLength) => {
    keys.add(what);
    await putObject(s3, { Bucket, Key: what, Body, ContentLength });
    const get = async (): Promise<StreamingBody> => (await getObject(s3, { Bucket, Key: what })).Body;
    expectEqual(firstDifference(await (await get()).bytes(), bytes), -1, `${what}: first byte that differs`);
    return get;
  });
  for (const Key of keys) await deleteObject(s3, { Bucket, Key });
  await deleteBucket(s3, { Bucket });
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += 30_000) yield bytes.subarray(at, at + 30_000);
}

/** What makes a Node Readable, where the platform has Node's streams. */
function readableFrom(): Make | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): NodeStreams | undefined } };
  const module = process?.getBuiltinModule?.("node:stream");
  return module && ((bytes) => module.Readable.from(pieces(bytes), { objectMode: false }));
}

interface NodeStreams {
  readonly Readable: {
    from(source: AsyncIterable<Uint8Array>, options: { objectMode: boolean }): AsyncIterable<Uint8Array>;
  };
}

function encoded(value: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(value);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

async function list<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
