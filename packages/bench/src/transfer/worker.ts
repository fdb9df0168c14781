// A process that transfers an object in one way each time it is told to, and says what that took.

import { createReadStream, createWriteStream, rmSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { Agent, get as getByTls } from "node:https";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { goodCert } from "../../../conformance/src/faults/certificates.js";
import { credentials, region } from "../settings.js";
import { endlessStream } from "./endless-stream.js";
import { longBytes } from "./object.js";

/** `node` is Node without a library: as little as can be done. */
export type Library = "inia" | "aws-sdk" | "node";
export type Way = "upload-file" | "upload-stream" | "upload-long-stream" | "download-file" | "download-long-stream";

/** What a transfer took. */
export interface Turn {
  readonly ms: number;
  readonly cpuMs: number;
  /** The most memory that the process ever had, over what it had before its first transfer. */
  readonly peakBytes: number;
}

const [library, way, endpoint, path] = process.argv.slice(2) as [Library, Way, string, string];
const Bucket = "my-bucket";
const Key = "my-key";
const longKey = "long";
const downloaded = `${path}.${library}`;
const transfer = await { inia: prepareInia, "aws-sdk": prepareAwsSdk, node: prepareNode }[library]();
const idle = process.memoryUsage.rss();

process.on("message", async () => {
  // A file that is written over is cheaper than a new one, and removing it takes longer than writing it.
  rmSync(downloaded, { force: true });
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  await transfer();
  const { user, system } = process.cpuUsage(cpu);
  const ms = performance.now() - started;
  const turn: Turn = { ms, cpuMs: (user + system) / 1000, peakBytes: process.resourceUsage().maxRSS * 1024 - idle };
  process.send!(turn);
});
process.send!("ready");

async function prepareInia(): Promise<() => Promise<unknown>> {
  const { S3Client } = await import("@inia/client-s3");
  const { download, upload } = await import("@inia/s3-transfer");
  const tls = { ca: goodCert };
  const s3 = new S3Client({ region, credentials, endpoint, tls, s3: { addressingStyle: "path" } });
  const up = (Body: Parameters<typeof upload>[1]["Body"]) => () => upload(s3, { Bucket, Key, Body });
  return {
    "upload-file": up({ path }),
    "upload-stream": () => up(createReadStream(path))(),
    "upload-long-stream": () => up(endlessStream(longBytes))(),
    "download-file": () => download(s3, { Bucket, Key }, { path: downloaded }),
    "download-long-stream": () => download(s3, { Bucket, Key: longKey }, sink()),
  }[way];
}

async function prepareAwsSdk(): Promise<() => Promise<unknown>> {
  const { S3Client, GetObjectCommand } = await import("@aws-sdk/client-s3");
  const { Upload } = await import("@aws-sdk/lib-storage");
  const requestHandler = { httpsAgent: new Agent({ keepAlive: true, ca: goodCert }) };
  const s3 = new S3Client({ region, credentials, endpoint, forcePathStyle: true, requestHandler });
  // As many parts and bytes at once as Inia has.
  const inParts = { client: s3, queueSize: 10, partSize: 8_388_608 };
  const up = (Body: AsyncIterable<Uint8Array>) =>
    new Upload({ ...inParts, params: { Bucket, Key, Body: Body as never } }).done();
  const down = async (destination: NodeJS.WritableStream, key = Key): Promise<void> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
    await pipeline(Body as NodeJS.ReadableStream, destination);
  };
  return {
    "upload-file": () => up(createReadStream(path)),
    "upload-stream": () => up(createReadStream(path)),
    "upload-long-stream": () => up(endlessStream(longBytes)),
    "download-file": () => down(createWriteStream(downloaded)),
    "download-long-stream": () => down(sink(), longKey),
  }[way];
}

/** Unsigned, unverified, by one request; a stream that would go up is read, and dropped. */
async function prepareNode(): Promise<() => Promise<unknown>> {
  const isSecure = endpoint.startsWith("https:");
  const agent = isSecure ? new Agent({ keepAlive: true, ca: goodCert }) : undefined;
  const response = (key: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const url = `${endpoint}/${Bucket}/${key}`;
      (isSecure ? getByTls(url, { agent }, resolve) : get(url, resolve)).on("error", reject);
    });
  const drop = async (stream: AsyncIterable<unknown>): Promise<void> => {
    for await (const _ of stream);
  };
  return {
    "upload-file": () => drop(createReadStream(path)),
    "upload-stream": () => drop(createReadStream(path)),
    "upload-long-stream": () => drop(endlessStream(longBytes)),
    "download-file": async () => pipeline(await response(Key), createWriteStream(downloaded)),
    "download-long-stream": async () => pipeline(await response(longKey), sink()),
  }[way];
}

/** Takes everything, and is in no hurry. */
function sink(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => void setImmediate(done) });
}
