import { expect, test } from "vitest";
import { ClientError } from "../errors/client-error.js";
import { isIniaError } from "../errors/inia-error.js";
import {
  bench,
  credentials,
  getFile,
  getThing,
  json,
  NoSuchThing,
  putThing,
  refusal,
  TestClient,
  ThingIsLocked,
} from "./test-service.fixture.js";

async function errorOf(call: Promise<unknown>): Promise<ClientError> {
  return call.then(
    () => expect.fail("the call succeeded"),
    (error) => error,
  );
}

test("an output tells what is known of its response", async () => {
  const headers = { "x-amz-id-2": "extended", "x-amz-cf-id": "cloudfront", "x-tag": "t" };
  const { client } = bench({ answers: [json({ Name: "a", Size: 1 }, 201, headers)] });
  expect(await getThing(client, { Name: "a" })).toEqual({
    Name: "a",
    Size: 1,
    Tag: "t",
    $metadata: {
      httpStatusCode: 201,
      httpHeaders: { "x-amzn-requestid": "request-1", ...headers },
      requestId: "request-1",
      extendedRequestId: "extended",
      cfId: "cloudfront",
      attempts: 1,
      totalRetryDelay: 0,
      attemptLog: [{ time: Date.UTC(2020, 0, 1), host: "test.eu-west-1.amazonaws.com" }],
    },
  });
});

test("longs that a number cannot hold are told, or are bigints", async () => {
  const body = new TextEncoder().encode('{"Serial":9007199254740993,"Size":1}');
  const answers = [{ status: 200, headers: {}, body }];
  const rounded = await getThing(bench({ answers }).client, { Name: "a" });
  expect(rounded).toMatchObject({ Serial: 9007199254740992, $metadata: { inexact: ["Serial"] } });
  const exact = await getThing(bench({ answers, config: { longs: "bigint" } }).client, { Name: "a" });
  expect(exact.Serial).toBe(9007199254740993n);
  expect(exact.$metadata).not.toHaveProperty("inexact");
});

test("an error of the service tells all that a handler needs", async () => {
  const { client } = bench({ answers: [refusal("NoSuchThing", 404, { Name: "a" })] });
  const error = await errorOf(getThing(client, { Name: "a" }));
  expect(error).toBeInstanceOf(NoSuchThing);
  expect(error).toBeInstanceOf(ClientError);
  expect(isIniaError(error)).toBe(true);
  expect(error).toMatchObject({
    name: "NoSuchThing",
    code: "NoSuchThing",
    message: "An error occurred (NoSuchThing) when calling the GetThing operation: No.",
    fault: "client",
    operation: "GetThing",
    service: "test",
    requestId: "request-1",
    statusCode: 404,
    attempts: 1,
    Name: "a",
    response: { Error: { Code: "NoSuchThing", Message: "No." }, Name: "a" },
    $metadata: { httpStatusCode: 404, requestId: "request-1", attempts: 1, attemptLog: [{}] },
  });
});

test("a modelled member that is called like a field of all errors is in the response only", async () => {
  const { client } = bench({ answers: [refusal("NoSuchThing", 404, { attempts: 7, service: "s", toString: "t" })] });
  const error = await errorOf(getThing(client, { Name: "a" }));
  expect(error).toMatchObject({ attempts: 1, service: "test" });
  expect(error.toString).toBe(Error.prototype.toString);
  expect(error.response).toMatchObject({ attempts: 7, service: "s", toString: "t" });
});

test("an error that no model knows is a ClientError with its code", async () => {
  const { client } = bench({ answers: [refusal("Novel", 418)] });
  const error = await errorOf(getThing(client, { Name: "a" }));
  expect(error.constructor).toBe(ClientError);
  expect(error).toMatchObject({ name: "ClientError", code: "Novel", statusCode: 418, fault: "client" });
});

test.each<[string, number, "client" | "server"]>([
  ["Novel", 400, "client"],
  ["Novel", 500, "server"],
  ["NoSuchThing", 500, "client"],
])(
  "who is at fault for %s with status %i is told by the model, else by the status: %s",
  async (code, status, fault) => {
    const { client } = bench({ answers: [refusal(code, status)], config: { maxAttempts: 1 } });
    expect(await errorOf(getThing(client, { Name: "a" }))).toMatchObject({ fault });
  },
);

test("a client with all operations knows errors that only another operation names, by their codes", async () => {
  const { client } = bench({ answers: [refusal("Locked", 409)] });
  expect(await errorOf(getThing(client, { Name: "a" }))).toBeInstanceOf(ThingIsLocked);
});

test("a client without operations knows an operation's own errors", async () => {
  const httpHandler = { send: async () => refusal("Locked", 409) };
  const client = new TestClient({ region: "r", credentials, loadConfig: false, httpHandler });
  expect(await errorOf(putThing(client, { Name: "a" }))).toBeInstanceOf(ThingIsLocked);
  const other = await errorOf(getThing(client, { Name: "a" }));
  expect(other).toMatchObject({ name: "ClientError", code: "Locked" });
});

test("a redirect is an error, as there is no code for it", async () => {
  const { client } = bench({ answers: [{ status: 301, reason: "Moved", headers: {}, body: new Uint8Array() }] });
  expect(await errorOf(getThing(client, { Name: "a" }))).toMatchObject({ code: "301", statusCode: 301 });
});

test("the body of an error is read also where the output's is a stream", async () => {
  const { client } = bench({ answers: [refusal("NoSuchThing", 404, { Name: "f" })] });
  expect(await errorOf(getFile(client, { Name: "f" }))).toMatchObject({ name: "NoSuchThing", Name: "f" });
});

test("a response that cannot be read tells who answered", async () => {
  const headers = { "x-amzn-requestid": "r" };
  const { client } = bench({ answers: [{ status: 200, headers, body: new TextEncoder().encode('{"Token":"abc"') }] });
  expect(await errorOf(getThing(client, { Name: "a" }))).toMatchObject({
    name: "ResponseParserError",
    statusCode: 200,
    requestId: "r",
    bodyStart: '{"Token":***',
    operation: "GetThing",
    $metadata: { httpStatusCode: 200, httpHeaders: headers, attempts: 1, attemptLog: [{}] },
  });
});

test("a handler of after-call that throws lets go of a body that was to be read", async () => {
  let cancelled = false;
  const body = new ReadableStream({
    cancel() {
      cancelled = true;
    },
  });
  const { client } = bench({ answers: [{ status: 200, headers: {}, body }] });
  client.meta.events.register("after-call", () => {
    throw new Error("refused");
  });
  await expect(getFile(client, { Name: "f" })).rejects.toThrow("refused");
  expect(cancelled).toBe(true);
});

test("an error of other calls, such as one for credentials, stays what it is", async () => {
  const inner = bench({ answers: [refusal("ExpiredToken", 403)] });
  const { client } = bench({
    config: {
      credentials: async () => {
        await putThing(inner.client, { Name: "token" });
        return credentials;
      },
    },
  });
  expect(await errorOf(getThing(client, { Name: "a" }))).toMatchObject({ operation: "PutThing", code: "ExpiredToken" });
});

test("no secret is in an error's text, properties or print", async () => {
  const secret = { accessKeyId: "AKID", secretAccessKey: "very-secret", sessionToken: "very-secret-token" };
  const { inspect } = await import("node:util");
  for (const answer of [
    refusal("Novel"),
    new Error("network"),
    { status: 200, headers: {}, body: new Uint8Array([1]) },
  ]) {
    const { client } = bench({ answers: [answer], config: { credentials: secret } });
    const error = await errorOf(getThing(client, { Name: "a" }));
    for (const text of [
      String(error),
      error.stack,
      inspect(error, { depth: 9, showHidden: true }),
      JSON.stringify(error),
    ]) {
      expect(text).not.toContain("very-secret");
    }
  }
});
