import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { HttpResponse } from "../http/message.js";
import { closedPort } from "../http/testdata/loopback.js";
import { paginator } from "../pagination/paginator.js";
import type { StreamingBody } from "../streaming/streaming-body.js";
import { waiter } from "../waiters/waiter.js";
import {
  bench,
  credentials,
  getFile,
  getThing,
  json,
  refusal,
  TestClient,
  type Thing,
  type ThingRequest,
} from "./test-service.fixture.js";
import { tryCall } from "./try-call.js";

const here = fileURLToPath(import.meta.url);
const core = fileURLToPath(new URL("..", import.meta.url));

/** The first place in a stack that is not core's, where tests do not count as core. */
function firstForeignFrame(error: unknown): string | undefined {
  const lines = ((error as Error).stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return lines.find((line) => line.includes(here) || !line.includes(core));
}

/** Calls, and tells the line of its own in which the call stands. */
async function failing(call: () => Promise<unknown>): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  return expect.fail("the call succeeded");
}

async function callerOfService(): Promise<void> {
  const { client } = bench({ answers: [refusal("NoSuchThing", 404)] });
  await getThing(client, { Name: "a" });
}

async function callerWithWrongInput(): Promise<void> {
  const { client } = bench();
  await getThing(client, {} as never);
}

async function callerWithHandlers(): Promise<void> {
  const { client } = bench();
  client.meta.events.register("before-parameter-build", async () => {});
  await client.send(getThing, {} as never);
}

async function callerOverNetwork(): Promise<void> {
  const endpoint = `http://127.0.0.1:${await closedPort()}`;
  const client = new TestClient({ region: "r", endpoint, credentials, loadConfig: false, maxAttempts: 1 });
  await getThing(client, { Name: "a" });
}

async function callerOutOfTime(): Promise<void> {
  const { client } = bench({ answers: [() => new Promise<never>(() => {})] });
  await getThing(client, { Name: "a" }, { callTimeoutMs: 1, signal: new AbortController().signal });
}

async function callerWithoutCredentials(): Promise<void> {
  const httpHandler = { send: async () => json({}) };
  const client = new TestClient({ region: "r", loadConfig: false, httpHandler });
  await getThing(client, { Name: "a" });
}

async function callerOfUnreadable(): Promise<void> {
  const { client } = bench({ answers: [{ status: 200, headers: {}, body: new Uint8Array([1]) }] });
  await getThing(client, { Name: "a" });
}

async function callerAfterRetries(): Promise<void> {
  const { client } = bench({ answers: [{ status: 503, headers: {} }] });
  await getFile(client, { Name: "a" });
}

test.each([
  ["NoSuchThing", callerOfService],
  ["ParamValidationError", callerWithWrongInput],
  ["ParamValidationError", callerWithHandlers],
  ["EndpointConnectionError", callerOverNetwork],
  ["CallTimeoutError", callerOutOfTime],
  ["NoCredentialsError", callerWithoutCredentials],
  ["ResponseParserError", callerOfUnreadable],
  ["ClientError", callerAfterRetries],
])("the stack of %s leads to the caller's line", async (name, caller) => {
  const error = await failing(caller);
  expect(error).toMatchObject({ name });
  expect(firstForeignFrame(error)).toMatch(new RegExp(`at (async )?${caller.name} \\(.*describe-error\\.test\\.ts`));
});

test("the stack begins with the error's own name and message", async () => {
  const error = (await failing(callerOfService)) as Error;
  expect(error.stack?.split("\n")[0]).toBe(
    "NoSuchThing: An error occurred (NoSuchThing) when calling the GetThing operation: No.",
  );
});

test("tryCall's error leads to the caller's line, too", async () => {
  const { client } = bench({ answers: [refusal("NoSuchThing", 404)] });
  async function caller(): Promise<unknown> {
    return (await tryCall(client, getThing, { Name: "a" })).error;
  }
  expect(firstForeignFrame(await caller())).toMatch(/at (async )?caller /);
});

test("what led to an error of the network is its cause", async () => {
  expect(await failing(callerOverNetwork)).toMatchObject({ cause: { code: "ECONNREFUSED" } });
});

test("errors that are none of Inia's leave a call untouched", async () => {
  const failure = new Error("mine");
  const { stack } = failure;
  const { client } = bench({ answers: [failure] });
  const error = await failing(() => getThing(client, { Name: "a" }));
  expect(error).toBe(failure);
  expect(failure.stack).toBe(stack);
  expect(Object.keys(failure)).toEqual([]);
});

test("an error that a handler throws again and again tells of the last call", async () => {
  const { client } = bench({ answers: [refusal("NoSuchThing", 404), json({})] });
  const error = await failing(() => getThing(client, { Name: "a" }));
  client.meta.events.register("before-send", () => {
    throw error;
  });
  expect(await failing(() => getThing(client, { Name: "a" }, { maxAttempts: 1 }))).toMatchObject({
    $metadata: { httpStatusCode: 404, attemptLog: [{}] },
  });
});

async function* brokenOff(): AsyncGenerator<Uint8Array, void, undefined> {
  yield new Uint8Array(1);
  throw Object.assign(new Error("cut"), { code: "ECONNRESET" });
}

async function openFile(): Promise<StreamingBody> {
  const cut: HttpResponse = { status: 200, headers: { "content-length": "10" }, body: brokenOff() };
  const { client } = bench({ answers: [cut] });
  const { Body } = await getFile(client, { Name: "a" });
  return Body;
}

async function readerOfText(): Promise<void> {
  const body = await openFile();
  await body.text();
}

async function readerOfPieces(): Promise<void> {
  const body = await openFile();
  for await (const piece of body) expect(piece.byteLength).toBe(1);
}

async function readerOfLines(): Promise<void> {
  const body = await openFile();
  for await (const line of body.iterLines()) expect(line).toBe("");
}

async function readerOfParts(): Promise<void> {
  const body = await openFile();
  await body.read(1);
  await body.read(1);
}

const pages = paginator<"test", ThingRequest, Thing, unknown>({
  operation: getThing,
  inputToken: "Filter",
  outputToken: ({ Tag }) => Tag,
  resultKeys: { Size: ({ Size }) => Size },
});

async function readerOfPages(): Promise<void> {
  const { client } = bench({ answers: [json({}, 200, { "x-tag": "1" }), refusal("NoSuchThing", 404)] });
  for await (const page of pages(client, { Name: "a" })) expect(page.Tag).toBe("1");
}

async function readerOfPagesAhead(): Promise<void> {
  const { client } = bench({ answers: [json({}, 200, { "x-tag": "1" }), refusal("NoSuchThing", 404)] });
  for await (const page of pages(client, { Name: "a" }, { prefetch: true })) expect(page.Tag).toBe("1");
}

async function readerOfCircle(): Promise<void> {
  const { client } = bench({ answers: [json({}, 200, { "x-tag": "1" })] });
  await pages(client, { Name: "a" }).buildFullResult();
}

const wait = waiter<"test", ThingRequest, Thing>({
  name: "ThingExists",
  operation: getThing,
  delaySeconds: 1,
  maxAttempts: 1,
  acceptors: [{ state: "success", status: 200 }],
});

async function waiterForRefusal(): Promise<void> {
  const { client } = bench({ answers: [refusal("NoSuchThing", 404)] });
  await wait(client, { Name: "a" });
}

async function waiterWithWrongInput(): Promise<void> {
  const { client } = bench();
  await wait(client, {} as never);
}

test.each([
  ["ResponseStreamingError", readerOfText],
  ["ResponseStreamingError", readerOfPieces],
  ["ResponseStreamingError", readerOfLines],
  ["ResponseStreamingError", readerOfParts],
  ["NoSuchThing", readerOfPages],
  ["NoSuchThing", readerOfPagesAhead],
  ["PaginationError", readerOfCircle],
  ["WaiterError", waiterForRefusal],
  ["ParamValidationError", waiterWithWrongInput],
])("the stack of %s leads to the reader's line", async (name, reader) => {
  const error = await failing(reader);
  expect(error).toMatchObject({ name });
  expect(firstForeignFrame(error)).toMatch(new RegExp(`at (async )?${reader.name} \\(.*describe-error\\.test\\.ts`));
});

test("so does that of an error that ends a body from a server", async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-length": "10" });
    response.write("a", () => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new TestClient({ region: "r", endpoint, credentials, loadConfig: false });
  async function readerOverNetwork(): Promise<void> {
    const { Body } = await getFile(client, { Name: "a" });
    await Body.bytes();
  }
  try {
    const error = await failing(readerOverNetwork);
    expect(error).toMatchObject({ name: "ResponseStreamingError" });
    expect(firstForeignFrame(error)).toMatch(/at (async )?readerOverNetwork \(/);
  } finally {
    client.close();
    server.close();
  }
});
