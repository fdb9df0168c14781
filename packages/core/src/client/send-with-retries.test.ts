import { expect, onTestFinished, test, vi } from "vitest";
import { UnseekableStreamError } from "../errors/call.js";
import { ConnectionClosedError, ReadTimeoutError } from "../errors/http.js";
import type { HttpRequest } from "../http/message.js";
import { getSession } from "../session/session.js";
import {
  type Answer,
  bench,
  getFile,
  getThing,
  json,
  operation,
  putFile,
  putThing,
  refusal,
} from "./test-service.fixture.js";

const reset = new ConnectionClosedError("reset");

test.each<[string, Answer]>([
  ["status 500", refusal("Whatever", 500)],
  ["status 503", { status: 503, headers: {} }],
  ["a code of throttling", refusal("ThrottlingException")],
  ["a code of a passing failure", refusal("RequestTimeout")],
  ["an error that the operation's model calls passing", refusal("Slow")],
  ["a closed connection", reset],
  ["silence", new ReadTimeoutError("silent")],
  ["an error of Node's sockets", Object.assign(new Error("reset"), { code: "ECONNRESET" })],
])("a call is tried again after %s", async (_, failure) => {
  const { client, requests, sleeps } = bench({ answers: [failure, json({ Name: "second" })] });
  expect(await getThing(client, { Name: "a" })).toMatchObject({ Name: "second" });
  expect(requests).toHaveLength(2);
  expect(sleeps).toEqual([500]);
});

test.each<[string, Answer]>([
  ["status 400", refusal("Whatever", 400)],
  ["status 429 alone", refusal("Whatever", 429)],
  ["an error of the program", new Error("bug")],
])("but not after %s", async (_, failure) => {
  const { client, requests } = bench({ answers: [failure, json({})] });
  await expect(getThing(client, { Name: "a" })).rejects.toThrow();
  expect(requests).toHaveLength(1);
});

test("an error that only another operation's model calls passing ends the call", async () => {
  const { client, requests } = bench({ answers: [refusal("Slow"), json({})] });
  await expect(putThing(client, { Name: "a" })).rejects.toMatchObject({ code: "Slow" });
  expect(requests).toHaveLength(1);
});

test("each retry is announced before its wait, and only what is tried again is", async () => {
  const broken = new ConnectionClosedError("broken");
  const { client, sleeps } = bench({ answers: [broken, refusal("ThrottlingException"), refusal("Last", 400)] });
  const seen: unknown[] = [];
  client.meta.events.register("before-retry.test.GetThing", ({ attempts, delayMs, reason, response, exception }) => {
    seen.push([attempts, delayMs, reason, response?.status, exception, sleeps.length]);
  });
  await expect(getThing(client, { Name: "a" })).rejects.toMatchObject({ code: "Last" });
  expect(seen).toEqual([
    [1, 500, "ConnectionClosedError", undefined, broken, 0],
    [2, 1000, "ThrottlingException", 400, undefined, 1],
  ]);
});

test("waits grow, and the last failure is thrown", async () => {
  const { client, requests, sleeps } = bench({ answers: [reset, refusal("First", 500)], config: { maxAttempts: 4 } });
  await expect(getThing(client, { Name: "a" })).rejects.toMatchObject({
    code: "First",
    attempts: 4,
    message: "An error occurred (First) when calling the GetThing operation (reached max retries: 3): No.",
    $metadata: { attempts: 4, totalRetryDelay: 3500 },
  });
  expect(requests).toHaveLength(4);
  expect(sleeps).toEqual([500, 1000, 2000]);
});

test("a failure that would not be repeated anyway tells nothing of retries", async () => {
  const { client } = bench({ answers: [refusal("Denied", 403)] });
  await expect(getThing(client, { Name: "a" })).rejects.toThrow(
    "An error occurred (Denied) when calling the GetThing operation: No.",
  );
});

test("when the client's budget is used up, its calls fail at once", async () => {
  const { client, requests, sleeps } = bench({ answers: [reset] });
  for (let i = 0; i < 50; i++) await getThing(client, { Name: "a" }).catch(() => {});
  expect(sleeps).toHaveLength(100);
  requests.length = 0;
  await expect(getThing(client, { Name: "a" })).rejects.toBe(reset);
  expect(requests).toHaveLength(1);
});

test("a long poll waits although its budget is used up, in the numbers of 2026", async () => {
  vi.stubEnv("AWS_NEW_RETRIES_2026", "true");
  vi.stubEnv("AWS_CONFIG_FILE", "/does/not/exist");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/does/not/exist");
  onTestFinished(() => void vi.unstubAllEnvs());
  const { client, sleeps } = bench({
    answers: [reset],
    session: getSession(),
    service: { id: "sqs" as "test" },
    config: { loadConfig: true, maxAttempts: 2 },
  });
  const poll = operation({ ...getThing.model, name: "ReceiveMessage" });
  const run = () => poll(client, { Name: "a" });
  for (let i = 0; i < 35; i++) await expect(run()).rejects.toThrow();
  expect(sleeps).toHaveLength(35);
  await expect(run()).rejects.toMatchObject({ attempts: 1, $metadata: { totalRetryDelay: 0 } });
  expect(sleeps.slice(35)).toEqual([25]);
});

test("a call may have a number of attempts of its own", async () => {
  const { client, requests } = bench({ answers: [reset] });
  await expect(getThing(client, { Name: "a" }, { maxAttempts: 1 })).rejects.toBe(reset);
  expect(requests).toHaveLength(1);
  await expect(getThing(client, { Name: "a" }, { maxAttempts: 5 })).rejects.toBe(reset);
  expect(requests).toHaveLength(6);
  expect(requests[5]?.headers["amz-sdk-request"]).toBe("attempt=5; max=5");
});

test("attempts tell which they are, and of which call", async () => {
  const dated = { status: 503, headers: { date: "Wed, 01 Jan 2020 00:00:10 GMT" } };
  const { client, requests } = bench({ answers: [reset, dated, json({})] });
  await getThing(client, { Name: "a" });
  await getThing(client, { Name: "a" });
  expect(requests.map(({ headers }) => headers["amz-sdk-request"])).toEqual([
    "attempt=1",
    "attempt=2; max=3",
    "ttl=20200101T000110Z; attempt=3; max=3",
    "attempt=1",
  ]);
  const ids = requests.map(({ headers }) => headers["amz-sdk-invocation-id"]);
  expect(new Set(ids.slice(0, 3)).size).toBe(1);
  expect(ids[0]).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  expect(ids[3]).not.toBe(ids[0]);
});

test("each attempt is signed anew, at the time that it is sent, and these headers are not signed", async () => {
  let now = Date.UTC(2020, 0, 1);
  const { client, requests } = bench({
    answers: [reset, json({})],
    config: {
      clock: () => now,
      sleep: async () => {
        now += 60_000;
      },
    },
  });
  await getThing(client, { Name: "a" });
  expect(requests.map(({ headers }) => headers["X-Amz-Date"])).toEqual(["20200101T000000Z", "20200101T000100Z"]);
  expect(requests[1]?.headers["Authorization"]).toContain("SignedHeaders=host;x-amz-date,");
});

test("the log of attempts tells time, host and reason", async () => {
  const at = Date.UTC(2020, 0, 1);
  const host = "test.eu-west-1.amazonaws.com";
  const answers = [reset, refusal("Slow"), { status: 503, headers: {} }, json({})];
  const { client } = bench({ answers, config: { maxAttempts: 4 } });
  const { $metadata } = await getThing(client, { Name: "a" });
  expect($metadata).toMatchObject({
    attempts: 4,
    totalRetryDelay: 3500,
    attemptLog: [
      { time: at, host, reason: "ConnectionClosedError" },
      { time: at, host, reason: "Slow" },
      { time: at, host, reason: "503" },
      { time: at, host },
    ],
  });
  expect($metadata.attemptLog?.[3]).not.toHaveProperty("reason");
});

test("an error on the way has the log, too", async () => {
  const { client } = bench({ answers: [reset] });
  await expect(getThing(client, { Name: "a" }, { maxAttempts: 2 })).rejects.toMatchObject({
    name: "ConnectionClosedError",
    attempts: 2,
    operation: "GetThing",
    service: "test",
    $metadata: { attempts: 2, totalRetryDelay: 500, attemptLog: [{ reason: "ConnectionClosedError" }, {}] },
  });
});

test("a handler of needs-retry has the call tried again after so many seconds, 0 at once", async () => {
  const { client, requests, sleeps } = bench({ answers: [refusal("Moved", 400), refusal("Moved", 400), json({})] });
  client.meta.events.register("needs-retry.test.GetThing", ({ attempts, parsed }) => {
    if (parsed?.["Error"] === undefined) return undefined;
    return attempts === 1 ? 0 : 1.5;
  });
  expect(await getThing(client, { Name: "a" })).toMatchObject({ $metadata: { attempts: 3, totalRetryDelay: 1500 } });
  expect(requests).toHaveLength(3);
  expect(sleeps).toEqual([1500]);
});

test("a handler may have even a success tried again", async () => {
  let discarded = false;
  const body = {
    [Symbol.asyncIterator]: () => ({
      next: async () => ({ done: false as const, value: new Uint8Array(1) }),
      return: async () => {
        discarded = true;
        return { done: true as const, value: undefined };
      },
    }),
  };
  const answers = [
    { status: 200, headers: {}, body },
    { status: 200, headers: { "x-tag": "second" } },
  ];
  const { client } = bench({ answers });
  client.meta.events.register("needs-retry", ({ attempts }) => (attempts === 1 ? 0 : null));
  expect(await getFile(client, { Name: "f" })).toMatchObject({ Tag: "second" });
  expect(discarded).toBe(true);
});

test("handlers of more specific names come before core's own rule, and may have it otherwise", async () => {
  const { client, requests, sleeps } = bench({ answers: [reset] });
  client.meta.events.register("needs-retry.test.GetThing", ({ attempts }) => (attempts === 1 ? 7 : false));
  await expect(getThing(client, { Name: "a" })).rejects.toBe(reset);
  expect(requests).toHaveLength(2);
  expect(sleeps).toEqual([7000]);
});

test("handlers of less specific names are asked after it", async () => {
  const { client, sleeps } = bench({ answers: [reset, json({})] });
  const asked: number[] = [];
  client.meta.events.register("needs-retry", ({ attempts }) => {
    asked.push(attempts);
    return attempts === 1 ? 7 : undefined;
  });
  await getThing(client, { Name: "a" });
  expect(asked).toEqual([1, 2]);
  expect(sleeps).toEqual([500]);
});

test("the event that a handler emits itself retries nothing", async () => {
  const { client } = bench();
  const answers = await client.meta.events.emit("needs-retry.test.GetThing", {} as never);
  expect(answers.map(([, answer]) => answer)).toEqual([undefined]);
});

test("bytes, text and Blobs are sent again from their beginning", async () => {
  const sent: string[] = [];
  const answer = async (request: HttpRequest) => {
    sent.push(await new Response(request.body as never).text());
    return { status: sent.length % 2 === 1 ? 503 : 200, headers: {} };
  };
  const { client } = bench({ answers: [answer] });
  for (const Body of ["text", new TextEncoder().encode("bytes"), new Blob(["blob"])]) {
    await putFile(client, { Name: "f", Body });
  }
  expect(sent).toEqual(["text", "text", "bytes", "bytes", "blob", "blob"]);
});

async function* stream(): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode("stream");
}

const unsigned = { signatureVersion: "none" };

test("a stream that has been read cannot be sent again, and the error says what had gone wrong", async () => {
  const readThenFail = async (request: HttpRequest) => {
    await new Response(request.body as never).text();
    return refusal("Busy", 503);
  };
  const { client, requests } = bench({ answers: [readThenFail], config: unsigned });
  const announced = vi.fn();
  client.meta.events.register("before-retry", announced);
  const failing = putFile(client, { Name: "f", Body: stream() });
  await expect(failing).rejects.toThrow(UnseekableStreamError);
  await expect(failing).rejects.toMatchObject({
    operation: "PutFile",
    attempts: 1,
    message: expect.stringContaining("The request failed (Busy) and cannot be sent again"),
    cause: { code: "Busy", statusCode: 503 },
  });
  expect(requests).toHaveLength(1);
  expect(announced).not.toHaveBeenCalled();
});

test("a stream that nobody began to read can", async () => {
  const read = async (request: HttpRequest) =>
    json({}, 200, { text: await new Response(request.body as never).text() });
  const { client, requests } = bench({ answers: [reset, read], config: unsigned });
  const { $metadata } = await putFile(client, { Name: "f", Body: stream() });
  expect($metadata.httpHeaders).toMatchObject({ text: "stream" });
  expect(requests).toHaveLength(2);
});

test("bodies say where they end", async () => {
  const { client, requests } = bench({ config: unsigned });
  await putFile(client, { Name: "f", Body: new Blob(["1234"]) });
  await putFile(client, { Name: "f", Body: stream() });
  await getThing(client, { Name: "a" });
  const framing = requests.map(({ headers }) => [headers["Content-Length"], headers["Transfer-Encoding"]]);
  expect(framing).toEqual([
    ["4", undefined],
    [undefined, "chunked"],
    [undefined, undefined],
  ]);
});

test("an endpoint that a handler calls outdated is resolved anew; the path stays", async () => {
  const { client, requests } = bench({ answers: [refusal("Elsewhere"), json({})] });
  let region = "eu-west-1";
  client.meta.events.register("before-endpoint-resolution", ({ builtins }) => {
    builtins["AWS::Region"] = region;
  });
  client.meta.events.register("needs-retry", ({ parsed, context }) => {
    if (!parsed?.["Error"]) return undefined;
    region = "eu-central-1";
    context.endpointOutdated = true;
    return 0;
  });
  await getThing(client, { Name: "a" });
  expect(requests.map(({ url }) => url)).toEqual([
    "https://test.eu-west-1.amazonaws.com/things/a",
    "https://test.eu-central-1.amazonaws.com/things/a",
  ]);
});

test.each(["legacy", "adaptive"] as const)("the mode %s is loaded when it is asked for", async (retryMode) => {
  const { client, requests } = bench({ answers: [refusal("Whatever", 500), json({})], config: { retryMode } });
  await getThing(client, { Name: "a" });
  await getThing(client, { Name: "a" });
  expect(requests).toHaveLength(3);
});

test("the mode legacy believes a handler that calls a body corrupt", async () => {
  const { client } = bench({ answers: [json({})], config: { retryMode: "legacy", maxAttempts: 2 } });
  client.meta.events.register("before-parse", ({ context }) => {
    context.isBodyCorrupt = true;
  });
  await expect(getThing(client, { Name: "a" })).rejects.toMatchObject({ name: "ChecksumError", attempts: 2 });
});
