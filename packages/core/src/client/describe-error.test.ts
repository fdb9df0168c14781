import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { closedPort } from "../http/testdata/loopback.js";
import { bench, credentials, getFile, getThing, json, refusal, TestClient } from "./test-service.fixture.js";
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
