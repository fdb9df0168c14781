// A process that moves bytes through S3 in one way, and says how much memory that took.
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { getObject, putObject, S3Client } from "@inia/client-s3";
import type { StreamingBody, StreamingInput } from "@inia/core";
import { credentials, region } from "../settings.js";
import type { Order, StreamMemory, Way } from "./ways.js";

const [way, endpoint, ca] = process.argv.slice(2) as [Way, string, string];
const s3 = new S3Client({ region, credentials, endpoint, loadConfig: false, tls: { ca }, maxAttempts: 1 });
/** Looks at every megabyte or so. */
let look = (): void => {};
let lookedAt = 0;

process.on("message", async ({ bytes, what }: Order) => {
  await pause();
  if (what === "held") globalThis.gc!();
  const memory = memories[what];
  const idle = memory();
  let peak = idle;
  look = () => {
    peak = Math.max(peak, memory());
  };
  const started = performance.now();
  await move(bytes);
  const seconds = (performance.now() - started) / 1000;
  process.send!({ overIdleMb: (peak - idle) / 1e6, idleMb: idle / 1e6, seconds } satisfies StreamMemory);
});
process.send!("ready");

const memories: Readonly<Record<Order["what"], () => number>> = {
  // As the process has it from the system: what is garbage, but not collected yet, is in it.
  rss: () => process.memoryUsage.rss(),
  held() {
    globalThis.gc!();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  },
};

async function move(bytes: number): Promise<void> {
  const object = { Bucket: "bucket", Key: String(bytes) };
  const given = inputs[way];
  if (given !== undefined) {
    await putObject(s3, { ...object, Body: given(bytes), ContentLength: bytes });
    return;
  }
  const { Body } = await getObject(s3, object);
  const read = await readings[way]!(Body);
  if (read !== bytes) throw new Error(`read ${read} of ${bytes} bytes`);
}

const inputs: Readonly<Partial<Record<Way, (bytes: number) => StreamingInput>>> = {
  "async generator": pieces,
  "Node Readable": (bytes) => Readable.from(pieces(bytes), { objectMode: false }),
  "web stream": (bytes) => webStream(pieces(bytes)),
};

const readings: Readonly<Partial<Record<Way, (body: StreamingBody) => Promise<number>>>> = {
  "for await": count,
  "iterChunks(65536)": (body) => count(body.iterChunks(65_536)),
  async "nodeStream()"(body) {
    let read = 0;
    const counter = new Writable({
      write(chunk: Uint8Array, _encoding, done) {
        read += chunk.byteLength;
        watch(read);
        done();
      },
    });
    await pipeline(body.nodeStream(), counter);
    return read;
  },
  "webStream()": (body) => count(body.webStream()),
};

async function count(stream: AsyncIterable<Uint8Array>): Promise<number> {
  let read = 0;
  for await (const piece of stream) {
    read += piece.byteLength;
    watch(read);
  }
  return read;
}

/** As a file gives them: each in memory of its own. */
async function* pieces(bytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes; at += pieceSize) {
    watch(at);
    yield new Uint8Array(Math.min(pieceSize, bytes - at)).fill(at / pieceSize);
  }
}

function webStream(source: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

function watch(at: number): void {
  if (at >= lookedAt && at - lookedAt < 1e6) return;
  lookedAt = at;
  look();
}

/** Lets go of what is over. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}

const pieceSize = 65_536;
