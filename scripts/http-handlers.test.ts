import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createBucket, getObject, listObjectsV2, NoSuchKey, putObject, S3Client } from "@inia/client-s3";
import type { ClientConfig } from "@inia/core";
import type { HttpHandler } from "@inia/core/http";
import { defaultCredential, startS3 } from "@inia/local-aws";
import { Agent, type Dispatcher } from "undici";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { root } from "./clients.js";

/** The code of docs/http-handlers.md, as it stands there. */
let undiciHandler: (dispatcher: Dispatcher) => HttpHandler;
const dispatcher = new Agent();

beforeAll(async () => {
  const text = readFileSync(join(root, "docs", "http-handlers.md"), "utf8");
  const block = [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].find(([, code]) => code!.includes("export function"));
  const folder = join(root, ".turbo", "http-handlers");
  mkdirSync(folder, { recursive: true });
  const program = join(folder, "undici-handler.ts");
  writeFileSync(program, block![1]!);
  ({ undiciHandler } = (await import(program)) as { undiciHandler: typeof undiciHandler });
});
afterAll(() => dispatcher.destroy());

const Bucket = "docs";

function client(endpoint: string, more: ClientConfig = {}): S3Client {
  const s3 = { addressingStyle: "path" } as const;
  const common = { region: "us-east-1", credentials: defaultCredential, loadConfig: false, s3, sleep: async () => {} };
  return new S3Client({ ...common, endpoint, httpHandler: undiciHandler(dispatcher), ...more });
}

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("undici sends what a server that checks signatures takes: keys as they are, bytes, and streams", async () => {
  await using server = await startS3();
  const s3 = client(server.endpoint);
  await createBucket(s3, { Bucket });
  const chunks = async function* (): AsyncIterable<Uint8Array> {
    for (let i = 0; i < 20; i++) yield new Uint8Array(10_000).fill(i);
  };
  for (const Key of ["a/../b", "a//ü b?c=d", "/"]) {
    await putObject(s3, { Bucket, Key, Body: "small" });
    expect(await (await getObject(s3, { Bucket, Key })).Body.text()).toBe("small");
  }
  await putObject(s3, { Bucket, Key: "stream", Body: chunks(), ContentLength: 200_000 });
  await putObject(s3, { Bucket, Key: "empty", Body: "" });
  const { Body } = await getObject(s3, { Bucket, Key: "stream" });
  let length = 0;
  for await (const chunk of Body) length += chunk.byteLength;
  expect(length).toBe(200_000);
  const { Contents } = await listObjectsV2(s3, { Bucket });
  expect(Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([
    ["/", 5],
    ["a/../b", 5],
    ["a//ü b?c=d", 5],
    ["empty", 0],
    ["stream", 200_000],
  ]);
  await expect(getObject(s3, { Bucket, Key: "none" })).rejects.toBeInstanceOf(NoSuchKey);
});

test("what fails on the way is tried again, and says in the end what undici said", async () => {
  let requests = 0;
  const endpoint = await serve((request, response) => {
    requests += 1;
    if (requests === 1) request.socket.destroy();
    else response.end("whole");
  });
  const { Body, $metadata } = await getObject(client(endpoint), { Bucket, Key: "k" });
  expect([await Body.text(), $metadata.attempts]).toEqual(["whole", 2]);
  await expect(getObject(client("http://127.0.0.1:1"), { Bucket, Key: "k" })).rejects.toMatchObject({
    name: "HTTPClientError",
    message: expect.stringContaining("undici could not send GET http://127.0.0.1:1: connect ECONNREFUSED"),
    attempts: 3,
    cause: { code: "ECONNREFUSED" },
  });
});

test("an abort rejects with its reason and ends the request; a server that is silent meets the read timeout", async () => {
  const ended: Promise<void>[] = [];
  const controller = new AbortController();
  const reason = new Error("enough");
  const endpoint = await serve((request) => {
    ended.push(new Promise((resolve) => request.socket.once("close", () => resolve())));
    controller.abort(reason);
  });
  const s3 = client(endpoint, { maxAttempts: 1 });
  await expect(getObject(s3, { Bucket, Key: "k" }, { signal: controller.signal })).rejects.toBe(reason);
  await ended[0];
  await expect(getObject(s3, { Bucket, Key: "k" }, { readTimeoutMs: 1 })).rejects.toMatchObject({
    name: "HTTPClientError",
    cause: { code: "UND_ERR_HEADERS_TIMEOUT" },
  });
});

test("a body that breaks off is an error, not a short body", async () => {
  const endpoint = await serve((_, response) => {
    response.writeHead(200, { "content-length": "10" }).write("12345", () => response.destroy());
  });
  const { Body } = await getObject(client(endpoint), { Bucket, Key: "k" });
  await expect(Body.text()).rejects.toMatchObject({ cause: { code: "UND_ERR_SOCKET" } });
});
