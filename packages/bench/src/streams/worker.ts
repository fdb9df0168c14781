// A process that gets or puts one object of 256 MB through a library for each message.
import { Agent as PlainAgent, request as plainRequest } from "node:http";
import { Agent as TlsAgent, request as tlsRequest } from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { credentials, region } from "../settings.js";
import { certificate } from "./certificate.js";
import { objectLength, pieces } from "./object.js";

/** What one transfer took. */
export interface Transfer {
  readonly ms: number;
  readonly cpuMs: number;
}

const [library, direction, endpoint] = process.argv.slice(2) as ["inia" | "aws-sdk" | "node", "get" | "put", string];
const key = { Bucket: "my-bucket", Key: "my-key" };
const upload = (): object => ({ ...key, Body: Readable.from(pieces()), ContentLength: objectLength });
const transfer = await { inia: prepareInia, "aws-sdk": prepareAwsSdk, node: prepareNode }[library]();

process.on("message", async () => {
  const [cpu, started] = [process.cpuUsage(), performance.now()];
  await transfer();
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  process.send!({ ms, cpuMs: (user + system) / 1000 } satisfies Transfer);
});
process.send!("ready");

async function prepareInia(): Promise<() => Promise<unknown>> {
  const { S3Client, getObject, putObject } = await import("@inia/client-s3");
  const tls = { ca: certificate };
  const s3 = new S3Client({ region, credentials, endpoint, tls, s3: { addressingStyle: "path" } });
  if (direction === "put") return () => putObject(s3, upload() as Parameters<typeof putObject>[1]);
  return async () => drain((await getObject(s3, { ...key, ChecksumMode: "ENABLED" })).Body);
}

async function prepareAwsSdk(): Promise<() => Promise<unknown>> {
  const { S3Client, GetObjectCommand, PutObjectCommand } = await import("@aws-sdk/client-s3");
  const requestHandler = { httpsAgent: new TlsAgent({ keepAlive: true, ca: certificate }) };
  const s3 = new S3Client({ region, credentials, endpoint, forcePathStyle: true, requestHandler });
  if (direction === "put") return () => s3.send(new PutObjectCommand(upload() as typeof key));
  return async () => drain((await s3.send(new GetObjectCommand(key))).Body as Readable);
}

/** What Node itself reaches: nothing signed, nothing hashed. */
async function prepareNode(): Promise<() => Promise<unknown>> {
  const isTls = endpoint.startsWith("https:");
  const agent = isTls ? new TlsAgent({ keepAlive: true, ca: certificate }) : new PlainAgent({ keepAlive: true });
  const request = isTls ? tlsRequest : plainRequest;
  return () =>
    new Promise((resolve, reject) => {
      const method = direction.toUpperCase();
      const headers = direction === "put" ? { "content-length": objectLength } : {};
      const sent = request(`${endpoint}/my-bucket/my-key`, { agent, method, headers }, (response) => {
        drain(response).then(resolve, reject);
      });
      sent.on("error", reject);
      if (direction === "put") pipeline(Readable.from(pieces()), sent).catch(reject);
      else sent.end();
    });
}

async function drain(body: AsyncIterable<Uint8Array>): Promise<void> {
  let length = 0;
  for await (const chunk of body) length += chunk.length;
  if (direction === "get" && length !== objectLength) throw new Error(`${length} of ${objectLength} bytes came.`);
}
