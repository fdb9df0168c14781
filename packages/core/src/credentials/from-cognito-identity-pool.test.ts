import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { fromCognitoIdentity } from "./from-cognito-identity.js";
import { type CognitoIdentityPoolOptions, fromCognitoIdentityPool } from "./from-cognito-identity-pool.js";
import { recordingHandler } from "./service-caller.fixture.js";

interface Seen {
  readonly operation: string;
  readonly input: Record<string, unknown>;
  readonly authorization: string | undefined;
}

/** A Cognito on a loopback port that numbers identities and keys; identities in `gone` do not exist any more. */
async function startCognito() {
  const world = { now: Date.UTC(2026, 0, 2), seen: [] as Seen[], gone: new Set<unknown>(), identities: 0, keys: 0 };
  const answer = ({ operation, input }: Seen): [status: number, body: unknown] => {
    if (operation === "GetId") return [200, { IdentityId: `id${++world.identities}` }];
    if (world.gone.has(input.IdentityId)) return [400, { __type: "ResourceNotFoundException", message: "gone" }];
    const Expiration = world.now / 1000 + 3600;
    const Credentials = { AccessKeyId: `ASIA${++world.keys}`, SecretKey: "s", SessionToken: "t", Expiration };
    return [200, { IdentityId: input.IdentityId, Credentials }];
  };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const [, operation = ""] = String(request.headers["x-amz-target"]).split("AWSCognitoIdentityService.");
    const seen = { operation, input: JSON.parse(body), authorization: request.headers.authorization };
    world.seen.push(seen);
    const [status, output] = answer(seen);
    response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(output));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clientConfig = { endpoint, loadConfig: false, clock: () => world.now };
  const pool = (more: Partial<CognitoIdentityPoolOptions> = {}) =>
    fromCognitoIdentityPool({ identityPoolId: "eu-west-1:pool", clientConfig, ...more });
  return Object.assign(world, { pool, clientConfig });
}

test("a guest gets an identity and its credentials, unsigned", async () => {
  const { pool, seen } = await startCognito();
  expect(await pool({ accountId: "123456789012" })()).toMatchObject({
    accessKeyId: "ASIA1",
    secretAccessKey: "s",
    sessionToken: "t",
    expiration: new Date("2026-01-02T01:00:00Z"),
    method: "cognito-identity",
  });
  expect(seen).toEqual([
    {
      operation: "GetId",
      input: { IdentityPoolId: "eu-west-1:pool", AccountId: "123456789012" },
      authorization: undefined,
    },
    { operation: "GetCredentialsForIdentity", input: { IdentityId: "id1" }, authorization: undefined },
  ]);
});

test("who has signed in is known by the tokens, which are asked for whenever they are sent", async () => {
  const world = await startCognito();
  let count = 0;
  const logins = { "accounts.google.com": "fixed", "login.example.com": async () => `token${++count}` };
  const source = world.pool({ logins, customRoleArn: "arn:aws:iam::1:role/r" });
  await source();
  world.now += 3_000_000;
  await source();
  const first = { "accounts.google.com": "fixed", "login.example.com": "token1" };
  const second = { "accounts.google.com": "fixed", "login.example.com": "token2" };
  expect(world.seen.map(({ input }) => input)).toEqual([
    { IdentityPoolId: "eu-west-1:pool", Logins: first },
    { IdentityId: "id1", Logins: first, CustomRoleArn: "arn:aws:iam::1:role/r" },
    { IdentityId: "id1", Logins: second, CustomRoleArn: "arn:aws:iam::1:role/r" },
  ]);
});

test("an identity that is known is not asked for", async () => {
  const { clientConfig, seen } = await startCognito();
  const logins = { "login.example.com": async () => "token" };
  expect(await fromCognitoIdentity({ identityId: "eu-west-1:mine", logins, clientConfig })()).toMatchObject({
    accessKeyId: "ASIA1",
    method: "cognito-identity",
  });
  expect(seen).toEqual([
    {
      operation: "GetCredentialsForIdentity",
      input: { IdentityId: "eu-west-1:mine", Logins: { "login.example.com": "token" } },
      authorization: undefined,
    },
  ]);
});

test("a thousand callers at once cause one refresh", async () => {
  const world = await startCognito();
  const source = world.pool();
  const ask = () => Promise.all(Array.from({ length: 1000 }, () => source()));
  expect(new Set((await ask()).map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(["ASIA1"]));
  world.now += 3_300_000;
  expect(new Set((await ask()).map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(["ASIA2"]));
  expect(world.seen.map(({ operation }) => operation)).toEqual([
    "GetId",
    "GetCredentialsForIdentity",
    "GetCredentialsForIdentity",
  ]);
});

test("a guest's identity is kept where the program says; one that has gone is replaced", async () => {
  const { pool, gone, seen } = await startCognito();
  const cache = new Map<string, unknown>();
  await pool({ cache })();
  await pool({ cache })();
  expect([...cache]).toEqual([["inia:cognito-identity:eu-west-1:pool", "id1"]]);
  gone.add("id1");
  await pool({ cache })();
  expect([...cache.values()]).toEqual(["id2"]);
  expect(seen.map(({ operation, input }) => [operation, input.IdentityId])).toEqual([
    ["GetId", undefined],
    ["GetCredentialsForIdentity", "id1"],
    ["GetCredentialsForIdentity", "id1"],
    ["GetCredentialsForIdentity", "id1"],
    ["GetId", undefined],
    ["GetCredentialsForIdentity", "id2"],
  ]);
});

test("the identity of who has signed in is not kept for guests", async () => {
  const { pool } = await startCognito();
  const cache = new Map<string, unknown>();
  await pool({ cache, logins: { "login.example.com": "token" } })();
  expect(cache.size).toBe(0);
});

test("Cognito is called in the pool's region, not in the asking client's", async () => {
  const { handler, sent } = recordingHandler(() => ({ status: 400, headers: {} }));
  const source = fromCognitoIdentityPool({ identityPoolId: "ap-south-1:pool" });
  const clientConfig = { region: "eu-west-1", httpHandler: handler, loadConfig: false };
  await expect(source({ clientConfig })).rejects.toMatchObject({ operation: "GetId", statusCode: 400 });
  expect(sent.map(({ url }) => url)).toEqual(["https://cognito-identity.ap-south-1.amazonaws.com/"]);
});
