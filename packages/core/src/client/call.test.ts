import { expect, test } from "vitest";
import type { EventRoot } from "../events/event-map.js";
import type { HttpResponse } from "../http/message.js";
import { bench, getFile, getThing, json, putThing, refusal, type TestBench } from "./test-service.fixture.js";

const roots: readonly EventRoot[] = [
  "provide-client-params",
  "before-parameter-build",
  "before-endpoint-resolution",
  "before-call",
  "request-created",
  "choose-signer",
  "before-sign",
  "before-send",
  "before-parse",
  "response-received",
  "needs-retry",
  "after-call",
  "after-call-error",
];

type Seen = Record<string, unknown> & { readonly eventName: string };

/** Notes every event of a client, by handlers that say nothing. */
function watch({ client }: TestBench): Seen[] {
  const seen: Seen[] = [];
  for (const root of roots) client.meta.events.register(root, (event) => void seen.push(event as never));
  return seen;
}

/** The kind of an event, and what it carries besides its name and the call's context. */
function withoutContext({ eventName, ...payload }: Seen): [kind: string | undefined, payload: object] {
  delete payload["context"];
  return [eventName.split(".")[0], payload];
}

function names(seen: readonly Seen[]): string[] {
  return seen.map(({ eventName }) => eventName);
}

test("a call emits botocore's events in botocore's order", async () => {
  const world = bench();
  const seen = watch(world);
  await getThing(world.client, { Name: "a" });
  expect(names(seen)).toEqual([
    "provide-client-params.test.GetThing",
    "before-parameter-build.test.GetThing",
    "before-endpoint-resolution.test",
    "before-call.test.GetThing",
    "choose-signer.test.GetThing",
    "before-sign.test.GetThing",
    "request-created.test.GetThing",
    "before-send.test.GetThing",
    "before-parse.test.GetThing",
    "response-received.test.GetThing",
    "needs-retry.test.GetThing",
    "after-call.test.GetThing",
  ]);
});

test("each event carries what its handlers need", async () => {
  const world = bench({ answers: [json({ Name: "a", Size: 1 })] });
  const seen = watch(world);
  const params = { Name: "a", Filter: "f" };
  await getThing(world.client, params);
  const [context] = seen.map((event) => event["context"]);
  for (const event of seen) expect(event["context"]).toBe(context);
  const model = getThing.model;
  const [sent] = world.requests;
  const response = expect.objectContaining({ status: 200, headers: expect.anything() });
  const parsed = expect.objectContaining({ Name: "a", Size: 1 });
  const request = expect.objectContaining({ method: "GET", path: "/things/a", query: [["filter", "f"]], headers: {} });
  expect(Object.fromEntries(seen.map(withoutContext))).toEqual({
    "provide-client-params": { params, model },
    "before-parameter-build": { params, model },
    "before-endpoint-resolution": {
      params,
      model,
      builtins: expect.objectContaining({ "AWS::Region": "eu-west-1", "AWS::UseFIPS": false }),
    },
    "before-call": { model, params: request },
    "request-created": { request: sent, operationName: "GetThing" },
    "choose-signer": { signingName: "test-signing", regionName: "eu-west-1", signatureVersion: "v4" },
    "before-sign": {
      request: sent,
      signingName: "test-signing",
      regionName: "eu-west-1",
      signatureVersion: "v4",
      operationName: "GetThing",
    },
    "before-send": { request: sent },
    "before-parse": { model, additions: {}, response: expect.objectContaining({ status: 200 }) },
    "response-received": { response, parsed, exception: undefined },
    "needs-retry": {
      response,
      parsed,
      operation: model,
      attempts: 1,
      caughtException: undefined,
      request,
    },
    "after-call": { httpResponse: response, parsed, model },
  });
});

test("the context tells what is known of the call", async () => {
  const world = bench();
  let context: unknown;
  world.client.meta.events.register("before-send", (event) => {
    context = event.context;
  });
  await getThing(world.client, { Name: "a" });
  expect(context).toMatchObject({
    clientRegion: "eu-west-1",
    clientConfig: world.client.meta.config,
    hasStreamingInput: false,
    authType: undefined,
    unsignedPayload: false,
    endpointProperties: {},
    endpointUrl: "https://test.eu-west-1.amazonaws.com",
    inputParams: { Name: "a" },
  });
});

test("an attempt that is repeated emits its events again", async () => {
  const world = bench({ answers: [refusal("Boom", 500), json({})] });
  const seen = watch(world);
  await getThing(world.client, { Name: "a" });
  const repeated = names(seen).map((name) => name.split(".")[0]);
  expect(repeated.slice(4)).toEqual([
    ...["choose-signer", "before-sign", "request-created", "before-send", "before-parse"],
    ...["response-received", "needs-retry"],
    ...["choose-signer", "before-sign", "request-created", "before-send", "before-parse"],
    ...["response-received", "needs-retry", "after-call"],
  ]);
  const requests = seen
    .filter(({ eventName }) => eventName.startsWith("request-created"))
    .map((each) => each["request"]);
  expect(requests[0]).not.toBe(requests[1]);
});

test("the service's errors go through after-call before they are thrown", async () => {
  const world = bench({ answers: [refusal("NoSuchThing", 404)] });
  const seen = watch(world);
  await expect(getThing(world.client, { Name: "a" })).rejects.toThrow("NoSuchThing");
  const last = seen.at(-1);
  expect(last?.eventName).toBe("after-call.test.GetThing");
  expect(last?.["parsed"]).toMatchObject({ Error: { Code: "NoSuchThing" } });
});

test("an error on the way goes through after-call-error in after-call's place", async () => {
  const failure = new Error("no way");
  const world = bench({ answers: [failure] });
  const seen = watch(world);
  await expect(getThing(world.client, { Name: "a" })).rejects.toBe(failure);
  expect(names(seen).slice(-3)).toEqual([
    "response-received.test.GetThing",
    "needs-retry.test.GetThing",
    "after-call-error.test.GetThing",
  ]);
  expect(seen.at(-1)).toMatchObject({ exception: failure });
  expect(seen.at(-2)).toMatchObject({ response: undefined, parsed: undefined, caughtException: failure, attempts: 1 });
  expect(seen.at(-3)).toMatchObject({ response: undefined, parsed: undefined, exception: failure });
});

test("a response that cannot be read goes through after-call-error, too, but is no outcome of an attempt", async () => {
  const world = bench({ answers: [{ status: 200, headers: {}, body: new TextEncoder().encode("{") }] });
  const seen = watch(world);
  await expect(getThing(world.client, { Name: "a" })).rejects.toMatchObject({ name: "ResponseParserError" });
  expect(names(seen).slice(-2)).toEqual(["before-parse.test.GetThing", "after-call-error.test.GetThing"]);
  expect(seen.at(-1)).toMatchObject({ exception: { name: "ResponseParserError", operation: "GetThing" } });
});

test("what is wrong before a request goes out is not announced as a failure of the call", async () => {
  const world = bench();
  const seen = watch(world);
  await expect(getThing(world.client, {} as never)).rejects.toMatchObject({ name: "ParamValidationError" });
  expect(names(seen)).toEqual(["provide-client-params.test.GetThing", "before-parameter-build.test.GetThing"]);
});

test("the first answer to provide-client-params takes the place of the parameters", async () => {
  const { client, requests } = bench();
  const provided = { Name: "provided" };
  client.meta.events.register("provide-client-params.test.GetThing", () => undefined);
  client.meta.events.register("provide-client-params.test", () => provided);
  client.meta.events.register("provide-client-params", () => ({ Name: "too late" }));
  client.meta.events.register("before-parameter-build", ({ params }) => {
    params["Filter"] = "added";
  });
  await getThing(client, { Name: "given" });
  expect(requests[0]?.url).toBe("https://test.eu-west-1.amazonaws.com/things/provided?filter=added");
  expect(provided).toEqual({ Name: "provided" });
});

test("an answer to before-call is taken for the service's, and nothing is sent", async () => {
  const world = bench();
  const http: HttpResponse = { status: 200, headers: { "x-amz-id-2": "extended" } };
  world.client.meta.events.register("before-call.test.GetThing", () => [http, { Name: "answered" }]);
  const seen = watch(world);
  expect(await getThing(world.client, { Name: "a" })).toEqual({
    Name: "answered",
    $metadata: {
      httpStatusCode: 200,
      httpHeaders: { "x-amz-id-2": "extended" },
      extendedRequestId: "extended",
      attempts: 0,
      totalRetryDelay: 0,
      attemptLog: [],
    },
  });
  expect(world.requests).toEqual([]);
  expect(names(seen).slice(-2)).toEqual(["before-endpoint-resolution.test", "after-call.test.GetThing"]);
});

test("an answer to before-call may be an error of the service's, of its modelled class", async () => {
  const { client } = bench();
  const parsed = { Error: { Code: "Locked", Message: "later" } };
  client.meta.events.register("before-call", () => [{ status: 409, headers: {} }, parsed]);
  await expect(putThing(client, { Name: "a" })).rejects.toMatchObject({ name: "ThingIsLocked", statusCode: 409 });
});

test("handlers of before-call may change all of the request", async () => {
  const { client, requests } = bench();
  client.meta.events.register("before-call.test", ({ params }) => {
    params.path = "/elsewhere";
    params.query.push(["more", "ü"]);
    params.headers["x-more"] = "1";
    params.method = "POST";
    params.body = new TextEncoder().encode("body");
  });
  await getThing(client, { Name: "a" });
  expect(requests[0]).toMatchObject({
    method: "POST",
    url: "https://test.eu-west-1.amazonaws.com/elsewhere?more=%C3%BC",
    headers: { "x-more": "1", "Content-Length": "4" },
  });
  expect(requests[0]?.headers["Authorization"]).toMatch(/SignedHeaders=host;x-amz-date;x-more,/);
});

test("an answer to before-send is taken for the response; all handlers are asked", async () => {
  const { client, requests } = bench();
  const asked: string[] = [];
  client.meta.events.register("before-send.test.GetThing", () => json({ Name: "from a handler" }));
  client.meta.events.register("before-send.test", ({ request }) => {
    asked.push(request.url);
    return json({ Name: "too late" });
  });
  expect(await getThing(client, { Name: "a" })).toMatchObject({ Name: "from a handler" });
  expect(requests).toEqual([]);
  expect(asked).toEqual(["https://test.eu-west-1.amazonaws.com/things/a"]);
});

test("an error in before-send counts as one on the way, and is repeated where such errors are", async () => {
  const { client, requests, sleeps } = bench();
  let times = 0;
  client.meta.events.register("before-send", () => {
    if (times++ === 0) throw Object.assign(new Error("reset"), { code: "ECONNRESET" });
  });
  await getThing(client, { Name: "a" });
  expect(requests).toHaveLength(1);
  expect(sleeps).toEqual([500]);
});

test("an error in request-created ends the call at once", async () => {
  const { client, requests, sleeps } = bench();
  const failure = Object.assign(new Error("reset"), { code: "ECONNRESET" });
  client.meta.events.register("request-created", () => {
    throw failure;
  });
  await expect(getThing(client, { Name: "a" })).rejects.toBe(failure);
  expect([requests, sleeps]).toEqual([[], []]);
});

test("before-parse may change the response and add to the output", async () => {
  const { client } = bench({ answers: [json({ Name: "sent" })] });
  client.meta.events.register("before-parse.test.*", ({ response, additions }) => {
    response.body = new TextEncoder().encode('{"Name":"changed"}');
    response.headers["x-tag"] = "tagged";
    additions["More"] = 1;
  });
  expect(await getThing(client, { Name: "a" })).toMatchObject({ Name: "changed", Tag: "tagged", More: 1 });
});

test("before-parse may turn a success into an error", async () => {
  const { client } = bench({ answers: [refusal("Internal", 200), json({ Name: "second" })] });
  client.meta.events.register("before-parse", ({ response }) => {
    if (response.headers["x-amzn-errortype"]) response.status = 500;
  });
  expect(await getThing(client, { Name: "a" })).toMatchObject({ Name: "second", $metadata: { attempts: 2 } });
});

test("after-call may change the output", async () => {
  const { client } = bench({ answers: [json({ Name: "a" })] });
  client.meta.events.register("after-call", async ({ parsed }) => {
    await Promise.resolve();
    parsed["Name"] = "b";
  });
  expect(await getThing(client, { Name: "a" })).toMatchObject({ Name: "b" });
});

test("after-call may choose another class for an error", async () => {
  const { client } = bench({ answers: [refusal("Other")] });
  client.meta.events.register("after-call.test.GetThing", ({ context }) => {
    context.errorCodeOverride = "NoSuchThing";
  });
  await expect(getThing(client, { Name: "a" })).rejects.toMatchObject({ name: "NoSuchThing", code: "Other" });
});

test("handlers of request-created see the request unsigned where their name is more specific than the service", async () => {
  const { client, requests } = bench();
  const seen: string[] = [];
  const note =
    (label: string) =>
    ({ request }: { request: { headers: Record<string, string> } }) => {
      seen.push(`${label}: ${"Authorization" in request.headers ? "signed" : "unsigned"}`);
      request.headers[`x-${label}`] = "1";
    };
  client.meta.events.register("request-created", note("all"));
  client.meta.events.register("request-created.test", note("service"));
  client.meta.events.register("request-created.test.GetThing", note("operation"));
  await getThing(client, { Name: "a" });
  expect(seen).toEqual(["operation: unsigned", "service: signed", "all: signed"]);
  expect(requests[0]?.headers["Authorization"]).toContain("SignedHeaders=host;x-amz-date;x-operation,");
  expect(requests[0]?.headers).toMatchObject({ "x-service": "1", "x-all": "1" });
});

test("a handler may replace the body of an attempt, and it is signed and measured as it is sent", async () => {
  const { client, requests } = bench();
  client.meta.events.register("request-created.test.PutThing", ({ request }) => {
    request.body = new TextEncoder().encode("other");
  });
  await putThing(client, { Name: "a" });
  expect(requests[0]).toMatchObject({ headers: { "Content-Length": "5" }, body: new TextEncoder().encode("other") });
});

test("a streamed output is announced before it is read", async () => {
  const world = bench({
    answers: [{ status: 200, headers: { "x-tag": "t" }, body: new TextEncoder().encode("file") }],
  });
  const seen = watch(world);
  const { Body, Tag } = await getFile(world.client, { Name: "f" });
  expect(Tag).toBe("t");
  expect(seen.find(({ eventName }) => eventName.startsWith("before-parse"))?.["response"]).toMatchObject({
    body: new Uint8Array(),
  });
  expect(await Body.text()).toBe("file");
});
