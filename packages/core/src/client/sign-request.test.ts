import { expect, test } from "vitest";
import type { Signer } from "../auth/signer.js";
import { toUtf8 } from "../encoding/utf8.js";
import { bench, credentials, getThing, json, operation, putFile } from "./test-service.fixture.js";

const shout: Signer = {
  name: "shout",
  identityKind: "none",
  sign(request, identity, { signingName, region }) {
    request.headers["x-shout"] = `${signingName} ${region} ${identity === undefined ? "nobody" : "somebody"}`;
  },
};

test("requests are signed with SigV4 for the client's region and the service's signing name", async () => {
  const { client, requests } = bench();
  await getThing(client, { Name: "a" });
  expect(requests[0]?.headers).toMatchObject({ "X-Amz-Date": "20200101T000000Z" });
  expect(requests[0]?.headers["Authorization"]).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDTEST\/20200101\/eu-west-1\/test-signing\/aws4_request, SignedHeaders=host;x-amz-date, Signature=[\da-f]{64}$/,
  );
});

test("a handler may name the signer", async () => {
  const { client, requests } = bench({ config: { token: { token: "bearer-token" } } });
  client.meta.events.register("choose-signer.test.GetThing", () => "bearer");
  await getThing(client, { Name: "a" });
  expect(requests[0]?.headers["Authorization"]).toBe("Bearer bearer-token");
});

test("a handler may be the signer", async () => {
  const { client, requests } = bench();
  const versions: string[] = [];
  client.meta.events.register("choose-signer", () => null);
  client.meta.events.register("choose-signer.test", async () => shout);
  client.meta.events.register("before-sign", ({ signatureVersion }) => void versions.push(signatureVersion));
  await getThing(client, { Name: "a" });
  expect(requests[0]?.headers).toMatchObject({ "x-shout": "test-signing eu-west-1 somebody" });
  expect(requests[0]?.headers).not.toHaveProperty("Authorization");
  expect(versions).toEqual(["shout"]);
});

test("a service may bring signers of its own, under names of its own or of core's", async () => {
  const { client, requests } = bench({ service: { signers: [{ v4: shout, lazy: async () => shout }] } });
  await getThing(client, { Name: "a" });
  client.meta.events.register("choose-signer", () => "lazy");
  await getThing(client, { Name: "a" });
  expect(requests.map(({ headers }) => "x-shout" in headers)).toEqual([true, true]);
});

test("a signer that nobody knows is an error that lists those there are", async () => {
  const { client, requests } = bench();
  client.meta.events.register("choose-signer", () => "v5");
  await expect(getThing(client, { Name: "a" })).rejects.toMatchObject({
    name: "UnknownSignatureVersionError",
    message: expect.stringMatching(/signature version v5\. Known are: bearer, /),
    operation: "GetThing",
  });
  expect(requests).toEqual([]);
});

test("what handlers of before-sign add is signed", async () => {
  const { client, requests } = bench();
  client.meta.events.register("before-sign.test.GetThing", ({ request }) => {
    request.headers["x-added"] = "1";
  });
  await getThing(client, { Name: "a" });
  expect(requests[0]?.headers["Authorization"]).toContain("SignedHeaders=host;x-added;x-amz-date,");
});

test("unsigned calls need no credentials, and their events are emitted all the same", async () => {
  const anonymous = operation<{ Name: string }, object>({ ...getThing.model, auth: ["smithy.api#noAuth"] });
  const credentials = async () => expect.fail("credentials were asked for");
  const { client, requests } = bench({ config: { credentials } });
  const versions: string[] = [];
  client.meta.events.register("before-sign", ({ signatureVersion }) => void versions.push(signatureVersion));
  await anonymous(client, { Name: "a" });
  expect(requests[0]?.headers).not.toHaveProperty("Authorization");
  expect(versions).toEqual(["none"]);
  const unsigned = bench({ config: { credentials, signatureVersion: "none" } });
  await getThing(unsigned.client, { Name: "a" });
  expect(unsigned.requests[0]?.headers).not.toHaveProperty("Authorization");
});

test("credentials that are a function are asked once until they expire", async () => {
  let asked = 0;
  let now = Date.UTC(2020, 0, 1);
  const { client, requests } = bench({
    config: {
      clock: () => now,
      credentials: async () => ({
        ...credentials,
        accessKeyId: `AKID${++asked}`,
        sessionToken: "session",
        expiration: new Date(now + 3_600_000),
      }),
    },
  });
  await Promise.all([getThing(client, { Name: "a" }), getThing(client, { Name: "b" })]);
  await getThing(client, { Name: "c" });
  now += 3_600_000;
  await getThing(client, { Name: "d" });
  const ids = requests.map(({ headers }) => /Credential=(AKID\d)/.exec(headers["Authorization"]!)?.[1]);
  expect(ids).toEqual(["AKID1", "AKID1", "AKID1", "AKID2"]);
  expect(requests[0]?.headers["X-Amz-Security-Token"]).toBe("session");
});

test("a Blob is hashed to be signed", async () => {
  const { client, requests } = bench();
  await putFile(client, { Name: "f", Body: new Blob(["hello"]) });
  expect(requests[0]?.headers["Authorization"]).toContain("Signature=");
  expect(await new Response(requests[0]?.body as never).text()).toBe("hello");
});

test("a stream that must be hashed is held in memory, and can be sent again then", async () => {
  const { client, requests } = bench({
    answers: [json({}, 503), json({})],
  });
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield toUtf8("hel");
    yield toUtf8("lo");
  }
  await putFile(client, { Name: "f", Body: stream() });
  expect(requests.map(({ headers }) => headers["Content-Length"])).toEqual(["5", "5"]);
  for (const { body } of requests) expect(await new Response(body as never).text()).toBe("hello");
});

test("a stream that is too long to be held is refused before anything is sent", async () => {
  const { client, requests } = bench();
  let ended = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield new Uint8Array(16_777_216);
    } finally {
      ended = true;
    }
  }
  await expect(putFile(client, { Name: "f", Body: endless() })).rejects.toMatchObject({
    name: "ParamValidationError",
    message: expect.stringContaining("longer than 67108864 bytes"),
  });
  expect(requests).toHaveLength(0);
  expect(ended).toBe(true);
});
