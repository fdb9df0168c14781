import { describe, expect, test } from "vitest";
import { startLocalAws } from "../local-aws.js";
import { s3Caller, send, signAndSend, type TestResponse } from "../testing/send.js";
import { type SignOptions, sign } from "../testing/sign.js";
import { startSts } from "./service.js";

function caller(
  endpoint: string,
  options: Partial<SignOptions> = {},
): (parameters: Readonly<Record<string, string>>) => Promise<TestResponse> {
  return (parameters) => signAndSend(form(endpoint, parameters), { service: "sts", ...options });
}

function form(endpoint: string, parameters: Readonly<Record<string, string>>): Parameters<typeof send>[0] {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams({ Version: "2011-06-15", ...parameters }).toString();
  return { method: "POST", url: `${endpoint}/`, headers, body };
}

function issued(response: TestResponse): { accessKeyId: string; secretAccessKey: string; sessionToken: string } {
  return {
    accessKeyId: response.element("AccessKeyId") as string,
    secretAccessKey: response.element("SecretAccessKey") as string,
    sessionToken: response.element("SessionToken") as string,
  };
}

const role = { RoleArn: "arn:aws:iam::123456789012:role/path/reader", RoleSessionName: "me" };

test("credentials of an assumed role are accepted by all services until they expire", async () => {
  let now = Date.UTC(2026, 10, 25);
  await using aws = await startLocalAws({ services: ["sts", "s3"], clock: () => now });
  const timestamp = "20261125T000000Z";
  const answer = await caller(aws.sts.endpoint, { timestamp })({
    Action: "AssumeRole",
    ...role,
    DurationSeconds: "900",
  });
  expect(answer.text).toMatch(
    /<AssumeRoleResponse xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/"><AssumeRoleResult>/,
  );
  expect(answer.element("Expiration")).toBe("2026-11-25T00:15:00Z");
  const session = issued(answer);
  expect(session.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);

  const who = await caller(aws.sts.endpoint, { timestamp, ...session })({ Action: "GetCallerIdentity" });
  expect(who.element("Arn")).toBe("arn:aws:sts::123456789012:assumed-role/reader/me");
  expect(who.element("Account")).toBe("123456789012");
  const list = (more: Partial<SignOptions>): Promise<TestResponse> => s3Caller(aws.s3.endpoint, more)("GET", "/");
  expect((await list({ timestamp, ...session })).status).toBe(200);
  expect((await list({ timestamp, ...session, sessionToken: undefined })).element("Code")).toBe("InvalidToken");
  expect((await list({ timestamp, ...session, sessionToken: `${session.sessionToken}A` })).element("Code")).toBe(
    "InvalidToken",
  );
  now += 900_000;
  const later = "20261125T001500Z";
  expect((await list({ timestamp: later, ...session })).element("Code")).toBe("ExpiredToken");
  const expired = await caller(aws.sts.endpoint, { timestamp: later, ...session })({ Action: "GetCallerIdentity" });
  expect([expired.status, expired.element("Code")]).toEqual([403, "ExpiredToken"]);
});

test("a session token of one's own, with long-term credentials only", async () => {
  await using sts = await startSts();
  const session = issued(await caller(sts.endpoint)({ Action: "GetSessionToken" }));
  const call = caller(sts.endpoint, session);
  expect((await call({ Action: "GetCallerIdentity" })).element("Arn")).toBe("arn:aws:iam::123456789012:user/local");
  expect((await call({ Action: "GetSessionToken" })).element("Code")).toBe("AccessDenied");
});

describe("a web identity needs no signature", () => {
  const jwt = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;

  test("and its token's claims are told", async () => {
    await using sts = await startSts();
    const WebIdentityToken = jwt({ sub: "me", iss: "https://issuer", aud: "app", exp: Date.now() / 1000 + 60 });
    const answer = await send(form(sts.endpoint, { Action: "AssumeRoleWithWebIdentity", ...role, WebIdentityToken }));
    expect(answer.element("SubjectFromWebIdentityToken")).toBe("me");
    expect([answer.element("Provider"), answer.element("Audience")]).toEqual(["https://issuer", "app"]);
    expect((await caller(sts.endpoint, issued(answer))({ Action: "GetCallerIdentity" })).status).toBe(200);
    expect(sts.requests[0]).toMatchObject({
      operation: "AssumeRoleWithWebIdentity",
      accessKeyId: undefined,
      status: 200,
    });
  });

  test("an expired token is refused", async () => {
    await using sts = await startSts();
    const WebIdentityToken = jwt({ exp: Date.now() / 1000 - 1 });
    const answer = await send(form(sts.endpoint, { Action: "AssumeRoleWithWebIdentity", ...role, WebIdentityToken }));
    expect([answer.status, answer.element("Code")]).toEqual([400, "ExpiredTokenException"]);
  });
});

describe("errors", () => {
  test.each([
    ["a role that is none", { Action: "AssumeRole", ...role, RoleArn: "reader" }, 400, "ValidationError"],
    ["no session name", { Action: "AssumeRole", RoleArn: role.RoleArn }, 400, "ValidationError"],
    ["too short a duration", { Action: "AssumeRole", ...role, DurationSeconds: "899" }, 400, "ValidationError"],
    ["an unknown action", { Action: "Nothing" }, 400, "InvalidAction"],
    ["another version", { Action: "GetCallerIdentity", Version: "2000-01-01" }, 400, "InvalidAction"],
  ])("%s", async (_, parameters, status, code) => {
    await using sts = await startSts();
    const got = await caller(sts.endpoint)(parameters as unknown as Record<string, string>);
    expect([got.status, got.element("Code")]).toEqual([status, code]);
    expect(got.text).toContain("<ErrorResponse");
    expect(got.element("RequestId")).toBe(got.headers["x-amzn-requestid"]);
  });

  test.each<[string, Partial<SignOptions>, number, string, RegExp]>([
    ["another secret key", { secretAccessKey: "x" }, 403, "SignatureDoesNotMatch", /Canonical String for this request/],
    ["an unknown key", { accessKeyId: "AKIDOTHER" }, 403, "InvalidClientTokenId", /security token .* is invalid/],
    [
      "an old date",
      { timestamp: "20200101T000000Z" },
      403,
      "SignatureDoesNotMatch",
      /Signature expired: 20200101T000000Z/,
    ],
    ["a date to come", { timestamp: "21200101T000000Z" }, 403, "SignatureDoesNotMatch", /Signature not yet current/],
    ["another region", { region: "eu-west-1" }, 403, "SignatureDoesNotMatch", /valid region, not/],
    ["another service", { service: "iam" }, 403, "SignatureDoesNotMatch", /correct service: &?.*sts/],
    ["an unsigned host", { unsigned: ["host"] }, 403, "SignatureDoesNotMatch", /'Host' or ':authority' must be a/],
  ])("%s", async (_, options, status, code, message) => {
    await using sts = await startSts();
    const got = await caller(sts.endpoint, options)({ Action: "GetCallerIdentity" });
    expect([got.status, got.element("Code")]).toEqual([status, code]);
    expect(got.element("Message")).toMatch(message);
  });

  test("no signature, or half of one", async () => {
    await using sts = await startSts();
    const request = form(sts.endpoint, { Action: "GetCallerIdentity" });
    const none = await send(request);
    expect([none.status, none.element("Code")]).toEqual([403, "MissingAuthenticationToken"]);
    const half = await send({
      ...request,
      headers: { ...request.headers, authorization: "AWS4-HMAC-SHA256 Credential=a" },
    });
    expect([half.status, half.element("Code")]).toEqual([400, "IncompleteSignature"]);
  });

  test("a body that is not the one signed", async () => {
    await using sts = await startSts();
    const signed = sign(form(sts.endpoint, { Action: "GetCallerIdentity" }), { service: "sts" });
    expect((await send({ ...signed, body: `${signed.body}&A=b` })).element("Code")).toBe("SignatureDoesNotMatch");
  });
});
