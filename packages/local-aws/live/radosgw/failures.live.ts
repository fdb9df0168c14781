import { Readable } from "node:stream";
import { S3 } from "@inia/client-s3";
import { type ClientConfig, ClientError, IniaError } from "@inia/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePorts, startGateway } from "./cluster.js";
import { type Fault, type FaultyProxy, startFaultyProxy } from "./faulty-proxy.js";
import { config, radosgw, withBucket } from "./radosgw.js";

const Bucket = "failures";
const body = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31 + (index >> 8)) & 255));
let proxy: FaultyProxy;
beforeAll(async () => {
  proxy = await startFaultyProxy(radosgw().endpoint);
  await withBucket(Bucket);
});
afterAll(() => proxy?.[Symbol.asyncDispose]());

describe.each<{ fault: Fault; reason: string }>([
  { fault: "slow-down", reason: "SlowDown" },
  { fault: "slow-down-at-once", reason: "SlowDown" },
  { fault: "reset", reason: "ConnectionClosedError" },
  { fault: "reset-in-body", reason: "ConnectionClosedError" },
  { fault: "answer-lost", reason: "ConnectionClosedError" },
])("two times $fault", ({ fault, reason }) => {
  test.each([
    { kind: "bytes", Body: body },
    { kind: "a Blob", Body: new Blob([body]) },
  ])("$kind are sent again, and stored as they are", async ({ Body, kind }) => {
    const at = { Bucket, Key: `${fault} ${kind}` };
    const waits: number[] = [];
    const s3 = viaProxy([fault, fault], { sleep: async (ms) => void waits.push(ms) });
    const { $metadata } = await s3.putObject({ ...at, Body });
    expect($metadata.attempts).toBe(3);
    expect($metadata.attemptLog?.map((attempt) => attempt.reason)).toEqual([reason, reason, undefined]);
    expect(waits).toHaveLength(2);
    const stored = await new S3(config()).getObject(at);
    expect(body.equals(await stored.Body.bytes())).toBe(true);
  });
});

test("an answer that is lost twice is read the third time", async () => {
  await new S3(config()).putObject({ Bucket, Key: "read", Body: body });
  const s3 = viaProxy(["answer-lost", "reset"]);
  const { $metadata, Body } = await s3.getObject({ Bucket, Key: "read" });
  expect($metadata.attempts).toBe(3);
  expect(body.equals(await Body.bytes())).toBe(true);
});

test("when the last attempt fails too, its error says after how many", async () => {
  const slow = viaProxy(["slow-down", "slow-down", "slow-down"]).putObject({ Bucket, Key: "never", Body: body });
  await expect(slow).rejects.toMatchObject({ code: "SlowDown", statusCode: 503, attempts: 3 });
  await expect(slow).rejects.toBeInstanceOf(ClientError);
  const reset = viaProxy(["reset", "reset", "reset"]).putObject({ Bucket, Key: "never", Body: body });
  await expect(reset).rejects.toMatchObject({ name: "ConnectionClosedError", attempts: 3, cause: expect.any(Error) });
  await expect(new S3(config()).headObject({ Bucket, Key: "never" })).rejects.toMatchObject({ statusCode: 404 });
});

test("a stream that was begun is not sent again: the failure is the caller's to know", async () => {
  for (const fault of ["slow-down", "reset-in-body"] as const) {
    const s3 = viaProxy([fault]);
    const before = proxy.seen;
    const put = s3.putObject({ Bucket, Key: "begun", Body: Readable.from(pieces()), ContentLength: body.length });
    await expect(put).rejects.toBeInstanceOf(IniaError);
    await expect(put).rejects.toMatchObject({ attempts: 1 });
    expect(proxy.seen - before).toBe(1);
    await expect(new S3(config()).headObject({ Bucket, Key: "begun" })).rejects.toMatchObject({ statusCode: 404 });
  }
});

test("a stream of which nothing was read yet is sent again", async () => {
  const s3 = viaProxy(["slow-down-at-once"]);
  const at = { Bucket, Key: "not begun" };
  const { $metadata } = await s3.putObject({ ...at, Body: Readable.from(pieces()), ContentLength: body.length });
  expect($metadata.attempts).toBe(2);
  const stored = await new S3(config()).getObject(at);
  expect(body.equals(await stored.Body.bytes())).toBe(true);
});

test("a body that breaks off is an error where it is read, never a short body", async () => {
  await new S3(config()).putObject({ Bucket, Key: "cut", Body: body });
  const { Body, ContentLength } = await viaProxy(["answer-cut"]).getObject({ Bucket, Key: "cut" });
  expect(ContentLength).toBe(body.length);
  await expect(Body.bytes()).rejects.toBeInstanceOf(IniaError);
});

test("a radosgw that dies and comes back: bodies break off, calls wait for it", async () => {
  const { cluster } = radosgw();
  const ports = await freePorts();
  let gateway = await startGateway(cluster, ports);
  try {
    const large = Buffer.alloc(16 * 1024 * 1024, "inia");
    await new S3(config()).putObject({ Bucket, Key: "large", Body: large });
    const s3 = new S3(
      config({
        endpoint: `http://127.0.0.1:${ports.http}`,
        sleep: async () => {
          gateway = await startGateway(cluster, ports);
        },
      }),
    );
    const { Body } = await s3.getObject({ Bucket, Key: "large" });
    const reading = Body[Symbol.asyncIterator]();
    await reading.next();
    await gateway.stop();
    const rest = (async () => {
      while (!(await reading.next()).done);
    })();
    await expect(rest).rejects.toBeInstanceOf(IniaError);

    const again = await s3.getObject({ Bucket, Key: "large" });
    expect(again.$metadata.attempts).toBe(2);
    expect(again.$metadata.attemptLog?.[0]?.reason).toBe("EndpointConnectionError");
    expect(large.equals(await again.Body.bytes())).toBe(true);
  } finally {
    await gateway.stop();
  }
});

/** A client whose next requests meet faults. It does not wait between attempts. */
function viaProxy(faults: readonly Fault[], overrides: ClientConfig = {}): S3 {
  proxy.faults.splice(0, proxy.faults.length, ...faults);
  const s3Compatible = true;
  return new S3(config({ endpoint: proxy.endpoint, s3: { s3Compatible }, sleep: async () => {}, ...overrides }));
}

function* pieces(): Generator<Buffer> {
  for (let at = 0; at < body.length; at += 10_000) yield body.subarray(at, at + 10_000);
}
