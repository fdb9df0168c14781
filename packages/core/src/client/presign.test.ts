import { expect, test } from "vitest";
import { httpServer } from "../http/testdata/loopback.js";
import { generatePresignedUrl, presign } from "./presign.js";
import { bench, credentials, getThing, putThing } from "./test-service.fixture.js";

test("a presigned call is a URL that says all, and nothing is sent", async () => {
  const { client, requests } = bench();
  const presigned = await presign(client, getThing, { Name: "a", Filter: "x y" }, { expiresIn: 60 });
  expect(presigned).toMatchObject({ method: "GET", headers: {}, expiresAt: new Date(Date.UTC(2020, 0, 1, 0, 1)) });
  const url = new URL(presigned.url);
  expect(url.origin + url.pathname).toBe("https://test.eu-west-1.amazonaws.com/things/a");
  expect([...url.searchParams.keys()]).toEqual([
    "filter",
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
  ]);
  expect(url.searchParams.get("X-Amz-Expires")).toBe("60");
  expect(url.searchParams.get("X-Amz-Credential")).toBe("AKIDTEST/20200101/eu-west-1/test-signing/aws4_request");
  expect(requests).toEqual([]);
});

test("anybody can fetch it", async () => {
  const server = await httpServer((request, response) => response.end(`${request.method} ${request.url}`));
  const { client } = bench({ config: { endpoint: server.url } });
  const { url, method, headers } = await presign(client, getThing, { Name: "a" });
  const answer = await fetch(url, { method, headers });
  expect(await answer.text()).toBe(`GET ${url.slice(server.url.length)}`);
});

test("it lasts an hour, but no longer than the credentials do", async () => {
  const { client } = bench();
  expect((await presign(client, getThing, { Name: "a" })).expiresAt).toEqual(new Date(Date.UTC(2020, 0, 1, 1)));
  const expiration = new Date(Date.UTC(2020, 0, 1, 0, 30));
  const short = bench({ config: { credentials: { ...credentials, sessionToken: "session", expiration } } });
  const presigned = await presign(short.client, getThing, { Name: "a" });
  expect(presigned.expiresAt).toEqual(expiration);
  expect(new URL(presigned.url).searchParams.get("X-Amz-Security-Token")).toBe("session");
});

test("the method may be another", async () => {
  const { client } = bench();
  const head = await presign(client, getThing, { Name: "a" }, { httpMethod: "HEAD" });
  const get = await presign(client, getThing, { Name: "a" });
  expect(head.method).toBe("HEAD");
  expect(head.url).not.toBe(get.url);
});

test("headers that a handler adds are signed, and told to whoever sends the request", async () => {
  const { client } = bench();
  client.meta.events.register("before-sign.test", ({ request }) => {
    request.headers["x-added"] = "1";
  });
  const { url, headers } = await presign(client, getThing, { Name: "a" });
  expect(headers).toEqual({ "x-added": "1" });
  expect(new URL(url).searchParams.get("X-Amz-SignedHeaders")).toBe("host;x-added");
});

test("it emits the events up to the signature, for a context that tells what it is", async () => {
  const { client } = bench();
  const seen: unknown[] = [];
  client.meta.events.register("*.test", ({ eventName, context }) => {
    seen.push([eventName, (context as { isPresignRequest?: boolean }).isPresignRequest]);
  });
  await presign(client, getThing, { Name: "a" });
  expect(seen).toEqual([
    ["provide-client-params.test.GetThing", true],
    ["before-parameter-build.test.GetThing", true],
    ["before-endpoint-resolution.test", true],
    ["choose-signer.test.GetThing", true],
    ["before-sign.test.GetThing", true],
  ]);
});

test("without signature the URL is as good for ever", async () => {
  const { client } = bench({ config: { signatureVersion: "none" } });
  const presigned = await presign(client, getThing, { Name: "a" });
  expect(presigned).toEqual({
    url: "https://test.eu-west-1.amazonaws.com/things/a",
    method: "GET",
    headers: {},
    expiresAt: new Date(8.64e15),
  });
});

test("a token cannot be put into a URL", async () => {
  const { client } = bench({ config: { token: { token: "t" } } });
  client.meta.events.register("choose-signer", () => ({ name: "bearer", identityKind: "token", sign() {} }));
  await expect(presign(client, getThing, { Name: "a" })).rejects.toMatchObject({
    name: "UnsupportedSignatureVersionError",
    message: "Signature version bearer cannot be put into a URL: GetThing cannot be presigned with it.",
    operation: "GetThing",
    service: "test",
  });
});

test("a wrong input and missing credentials are told as in a call", async () => {
  const { client } = bench();
  await expect(presign(client, getThing, {} as never)).rejects.toMatchObject({
    name: "ParamValidationError",
    operation: "GetThing",
  });
  const poor = bench({ config: { credentials: undefined } });
  await expect(presign(poor.client, getThing, { Name: "a" })).rejects.toMatchObject({ name: "NoCredentialsError" });
});

test("by name only the URL is given", async () => {
  const { client } = bench();
  const operations = { getThing, putThing };
  const { url } = await presign(client, getThing, { Name: "a" }, { expiresIn: 5 });
  expect(await generatePresignedUrl(client, operations, "getThing", { Name: "a" }, { expiresIn: 5 })).toBe(url);
  await expect(generatePresignedUrl(client, operations, "getThnig", {})).rejects.toMatchObject({
    name: "UnknownClientMethodError",
    message: 'The client has no operation "getThnig"; did you mean getThing?',
  });
  await expect(generatePresignedUrl(client, operations, "toString", {})).rejects.toMatchObject({
    name: "UnknownClientMethodError",
  });
});
