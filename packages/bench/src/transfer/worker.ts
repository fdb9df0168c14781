// A process that transfers an object in one way each time it is told to, and says what that took.

import { createReadStream, createWriteStream } from "node:fs";
import { Agent } from "node:https";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { goodCert } from "../../../conformance/src/faults/certificates.js";
import { credentials, region } from "../settings.js";
import { endlessStream } from "./endless-stream.js";
import { longBytes } from "./object.js";

export type Library = "inia" | "aws-sdk";
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
const transfer = await { inia: prepareInia, "aws-sdk": prepareAwsSdk }[library]();
const idle = process.memoryUsage.rss();

process.on("message", async () => {
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
    "download-file": () => download(s3, { Bucket, Key }, { path: `${path}.inia` }),
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
    "download-file": () => down(createWriteStream(`${path}.aws-sdk`)),
    "download-long-stream": () => down(sink(), longKey),
  }[way];
}

/** Takes everything, and is in no hurry. */
function sink(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => void setImmediate(done) });
}
