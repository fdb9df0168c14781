import { inspect } from "node:util";
import { expect, test } from "vitest";
import { requestChecksums, responseChecksums } from "../checksums/http-checksum.js";
import { blob$ } from "../protocols/blob.js";
import { streams } from "../protocols/streams.js";
import { HEADER, HEADERS, PAYLOAD, QUERYSTRING, REQUIRED, SENSITIVE, STREAMING, STRING, URI } from "../schema/codes.js";
import type { Operation } from "../schema/operation.js";
import { explain, explainByName } from "./explain.js";
import { bench, credentials, getThing, operation, putThing } from "./test-service.fixture.js";

interface SealInput {
  Name?: string;
  Box: string;
  Key?: string;
  KeyMd5?: string;
  Labels?: Record<string, string>;
  Filter?: string;
  Extra?: Record<string, string>;
  Body?: string | AsyncIterable<Uint8Array>;
}

/** Has something sensitive at every place of a request. */
const seal: Operation<"test", SealInput, object, never> = operation({
  name: "Seal",
  http: ["PUT", "/boxes/{Box}"],
  input: {
    Name: ["t", STRING, HEADER, "x-name"],
    Box: ["t", STRING + SENSITIVE, URI + REQUIRED],
    Key: ["t", STRING + SENSITIVE, HEADER, "x-seal"],
    KeyMd5: ["t", STRING, HEADER, "x-amz-server-side-encryption-customer-key-MD5"],
    Labels: ["t", ["m", STRING + SENSITIVE], HEADERS, "x-label-"],
    Filter: ["t", STRING + SENSITIVE, QUERYSTRING, "filter"],
    Extra: ["t", ["m", STRING + SENSITIVE], QUERYSTRING],
    Body: ["t", blob$, PAYLOAD + STREAMING],
  },
  checksum: { required: 1 },
  requestChecksums,
  responseChecksums,
  streams,
});

test("a call is shown as it would be sent, and nothing is sent", async () => {
  const { client, requests } = bench();
  const { headers, ...rest } = await explain(client, putThing, { Name: "a b", Label: { a: "b" }, Token: "t" });
  expect(rest).toEqual({
    service: "test",
    operation: "PutThing",
    method: "PUT",
    url: "https://test.eu-west-1.amazonaws.com/things/a%20b",
    body: { kind: "bytes", length: 31 },
    endpoint: "https://test.eu-west-1.amazonaws.com",
    region: "eu-west-1",
    signing: {
      signatureVersion: "v4",
      region: "eu-west-1",
      signingName: "test-signing",
      credentialsMethod: "explicit",
    },
    retryMode: "standard",
    maxAttempts: 3,
    timeouts: { connectTimeoutMs: 60_000, readTimeoutMs: 60_000 },
  });
  expect(headers).toMatchObject({
    "Content-Type": "application/json",
    "Content-Length": "31",
    "amz-sdk-request": "attempt=1",
    "X-Amz-Date": "20200101T000000Z",
    Authorization: expect.stringMatching(
      /^AWS4-HMAC-SHA256 Credential=\*\*\*\/20200101\/eu-west-1\/test-signing\/aws4_request, SignedHeaders=[a-z;-]+, Signature=\*\*\*$/,
    ),
  });
  expect(requests).toEqual([]);
});

test("what is shown is what a call sends", async () => {
  const { client, requests } = bench();
  const shown = await explain(client, getThing, { Name: "a", Filter: "b c" });
  await getThing(client, { Name: "a", Filter: "b c" });
  const [sent] = requests;
  expect(shown.url).toBe(sent!.url);
  expect(Object.keys(shown.headers)).toEqual(Object.keys(sent!.headers));
  expect(shown.headers["User-Agent"]).toBe(sent!.headers["User-Agent"]);
});

test("limits and options of the call count", async () => {
  const { client } = bench({ config: { attemptTimeoutMs: 5000, maxAttempts: 7 } });
  const options = { callTimeoutMs: 9000, readTimeoutMs: 1 };
  expect(await explain(client, getThing, { Name: "a" }, options)).toMatchObject({
    maxAttempts: 7,
    timeouts: { connectTimeoutMs: 60_000, readTimeoutMs: 1, attemptTimeoutMs: 5000, callTimeoutMs: 9000 },
  });
  expect(await explain(client, getThing, { Name: "a" }, { maxAttempts: 2 })).toMatchObject({ maxAttempts: 2 });
});

test("what is sensitive, and what signs, is masked wherever it stands", async () => {
  const { client } = bench({
    config: {
      credentials: {
        accessKeyId: "MARK-id",
        secretAccessKey: "MARK-secret",
        sessionToken: "MARK-token",
        method: "env",
      },
    },
  });
  const shown = await explain(client, seal, {
    Name: "n",
    Box: "MARK-box",
    Key: "MARK-key",
    KeyMd5: "MARK-md5",
    Labels: { One: "MARK-label" },
    Filter: "MARK-filter",
    Extra: { Other: "MARK-extra" },
    Body: "MARK-body",
  });
  expect(inspect(shown, { depth: 20, showHidden: true })).not.toContain("MARK");
  expect(JSON.stringify(shown)).not.toContain("MARK");
  expect(shown.url).toBe("https://test.eu-west-1.amazonaws.com/boxes/{Box}?filter=***&Other=***");
  expect(shown).toMatchObject({
    headers: { "x-name": "n", "x-seal": "***", "x-label-One": "***", "X-Amz-Security-Token": "***" },
    checksum: { algorithm: "crc32", place: "trailer", name: "x-amz-checksum-crc32" },
    body: { kind: "bytes" },
    signing: { credentialsMethod: "env" },
  });
});

test.each([
  ["bearer", { token: { token: "MARK" } }, "Bearer ***"],
  ["v4a", {}, expect.stringMatching(/^AWS4-ECDSA-P256-SHA256 Credential=\*\*\*\/.*, Signature=\*\*\*$/)],
])("a request that is signed with %s", async (signatureVersion, config, Authorization) => {
  const own = { accessKeyId: "MARK", secretAccessKey: "MARK" };
  const { client } = bench({ config: { signatureVersion, credentials: own, ...config } });
  const shown = await explain(client, getThing, { Name: "a" });
  expect(shown).toMatchObject({ signing: { signatureVersion }, headers: { Authorization } });
  expect(JSON.stringify(shown)).not.toContain("MARK");
});

test("a request without signature has no signing, and no user of the endpoint's is shown", async () => {
  const { client } = bench({ config: { signatureVersion: "none", endpoint: "http://user:MARK@localhost:8000/base" } });
  const shown = await explain(client, getThing, { Name: "a" });
  expect(shown).not.toHaveProperty("signing");
  expect(shown).toMatchObject({ endpoint: "http://localhost:8000/base", url: "http://localhost:8000/base/things/a" });
});

test("handlers run as in the call", async () => {
  const { client } = bench();
  client.meta.events.register("before-parameter-build", ({ params }) => void (params["Name"] = "b"));
  client.meta.events.register("before-call", ({ params }) => void (params.headers["x-mine"] = "1"));
  client.meta.events.register("request-created", ({ request }) => void (request.headers["x-late"] = "2"));
  expect(await explain(client, getThing, { Name: "a" })).toMatchObject({
    url: expect.stringMatching(/\/things\/b$/),
    headers: { "x-mine": "1", "x-late": "2" },
  });
});

test("it fails as the call would", async () => {
  const { client } = bench();
  await expect(explain(client, getThing, {} as never)).rejects.toMatchObject({
    name: "ParamValidationError",
    operation: "GetThing",
  });
  const { client: anonymous } = bench({ config: { credentials: undefined } });
  await expect(explain(anonymous, getThing, { Name: "a" })).rejects.toMatchObject({ name: "NoCredentialsError" });
});

test("an operation can be named", async () => {
  const { client } = bench({ config: { credentials } });
  const operations = { getThing };
  expect(await explainByName(client, operations, "getThing", { Name: "a" })).toMatchObject({ operation: "GetThing" });
  await expect(explainByName(client, operations, "getThnig", {})).rejects.toMatchObject({
    name: "UnknownClientMethodError",
  });
});
