import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../config/shared-files.fixture.js";
import { toUtf8 } from "../encoding/utf8.js";
import { callService } from "./call-service.js";
import type { CredentialCache } from "./credential-cache.js";
import { jsonFileCache } from "./json-file-cache.js";
import { assumeRole, service as sts } from "./operations/sts.js";
import { type RoleParameters, roleCredentials } from "./role-credentials.js";
import { recordingHandler } from "./service-caller.fixture.js";

const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const arn = "arn:aws:iam::123456789012:role/dev";
const body =
  '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><AssumedRoleUser>' +
  "<Arn>arn:aws:sts::123456789012:assumed-role/dev/me</Arn><AssumedRoleId>AROAEXAMPLE:me</AssumedRoleId>" +
  "</AssumedRoleUser><PackedPolicySize>6</PackedPolicySize><Credentials><SessionToken>to/ken+1==</SessionToken>" +
  "<Expiration>2026-01-02T04:04:05Z</Expiration><SecretAccessKey>sec/ret</SecretAccessKey>" +
  "<AccessKeyId>ASIAEXAMPLE</AccessKeyId></Credentials></AssumeRoleResult><ResponseMetadata>" +
  "<RequestId>11111111-2222-3333-4444-555555555555</RequestId></ResponseMetadata></AssumeRoleResponse>";
const answer = {
  status: 200,
  headers: {
    "x-amzn-requestid": "11111111-2222-3333-4444-555555555555",
    "content-type": "text/xml",
    "content-length": "589",
  },
  body: toUtf8(body),
};

// What botocore 1.43.67 writes for this answer: JSONFileCache as the cache of its provider assume-role.
const botocoreKey = "af854889538ac1a069a8274d5ee4dc500f8b1f91";
const botocoreEntry =
  '{"Credentials": {"AccessKeyId": "ASIAEXAMPLE", "SecretAccessKey": "sec/ret", "SessionToken": "to/ken+1==", ' +
  '"Expiration": "2026-01-02T04:04:05UTC", "AccountId": "123456789012"}, "AssumedRoleUser": {"AssumedRoleId": ' +
  '"AROAEXAMPLE:me", "Arn": "arn:aws:sts::123456789012:assumed-role/dev/me"}, "PackedPolicySize": 6, ' +
  '"ResponseMetadata": {"RequestId": "11111111-2222-3333-4444-555555555555", "HTTPStatusCode": 200, "HTTPHeaders": ' +
  '{"x-amzn-requestid": "11111111-2222-3333-4444-555555555555", "content-type": "text/xml", "content-length": ' +
  '"589"}, "RetryAttempts": 0}}';

/** A program that gets a role's credentials from an STS that gives the answer above. */
function program(parameters: RoleParameters, cache: CredentialCache, at = now) {
  const { handler, sent } = recordingHandler(() => answer);
  const clientConfig = { httpHandler: handler, loadConfig: false };
  const credentials = { accessKeyId: "a", secretAccessKey: "s" };
  const call = (RoleSessionName: string) =>
    callService({ clientConfig }, sts, assumeRole, { RoleArn: arn, RoleSessionName }, { credentials });
  const context = { clock: () => at, logger: undefined };
  return { fetch: roleCredentials({ parameters, operation: assumeRole, call }, cache, context), sent };
}

const expected = {
  accessKeyId: "ASIAEXAMPLE",
  secretAccessKey: "sec/ret",
  sessionToken: "to/ken+1==",
  accountId: "123456789012",
  expiration: new Date("2026-01-02T04:04:05Z"),
};

test("a file of the cache has botocore's name and botocore's bytes", async () => {
  const folder = temporaryFolder();
  await program({ RoleArn: arn }, jsonFileCache(folder)).fetch();
  expect(readdirSync(folder)).toEqual([`${botocoreKey}.json`]);
  expect(readFileSync(join(folder, `${botocoreKey}.json`), "utf8")).toBe(botocoreEntry);
});

test("what botocore has written is read, and nobody is called", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, `${botocoreKey}.json`), botocoreEntry);
  const { fetch, sent } = program({ RoleArn: arn }, jsonFileCache(folder));
  expect(await fetch()).toEqual(expected);
  expect(sent).toEqual([]);
});

// SHA-1 of json.dumps(args, sort_keys=True) in Python 3.11.
test.each<[what: string, parameters: RoleParameters, key: string]>([
  ["the session name that stands for none", { RoleArn: arn }, botocoreKey],
  ["an empty session name", { RoleArn: arn, RoleSessionName: "" }, botocoreKey],
  [
    "all others, sorted",
    {
      SerialNumber: "arn:aws:iam::123456789012:mfa/me",
      DurationSeconds: 900,
      RoleArn: arn,
      RoleSessionName: "mé",
      ExternalId: 'x"y',
    },
    "a2018d5d8a5dfe60a4b5738b8b789e80f482d0d5",
  ],
  [
    "a policy as the object that it is",
    {
      RoleArn: arn,
      Policy: '{"Statement":[{"Resource":["b","a"],"Action":"*","Effect":"Allow"}],"Version":"2012-10-17"}',
    },
    "6371e209a7303f5490f6debb905546e365b7911a",
  ],
])("the key is botocore's: %s", async (_what, parameters, key) => {
  const cache = new Map<string, unknown>();
  await program(parameters, cache).fetch();
  expect([...cache.keys()]).toEqual([key]);
});

test("programs with one cache cause one call", async () => {
  const cache = new Map<string, unknown>();
  const [first, second] = [program({ RoleArn: arn }, cache), program({ RoleArn: arn }, cache)];
  expect([await first.fetch(), await second.fetch()]).toEqual([expected, expected]);
  expect([first.sent.length, second.sent.length]).toEqual([1, 0]);
});

test("an entry is stale when less than 15 minutes are left", async () => {
  const cache = new Map<string, unknown>();
  await program({ RoleArn: arn }, cache).fetch();
  const end = expected.expiration.getTime();
  const [inTime, late] = [900_000, 899_999].map((left) => program({ RoleArn: arn }, cache, end - left));
  await inTime!.fetch();
  await late!.fetch();
  expect([inTime!.sent.length, late!.sent.length]).toEqual([0, 1]);
});

test.each<[what: string, entry: unknown]>([
  ["no credentials", {}],
  ["nothing", null],
  ["no time", { Credentials: { AccessKeyId: "a", SecretAccessKey: "s" } }],
  ["no key", { Credentials: { Expiration: "2026-01-02T04:04:05UTC" } }],
  ["what is no time", { Credentials: { AccessKeyId: "a", SecretAccessKey: "s", Expiration: "soon" } }],
])("an entry with %s counts as absent", async (_what, entry) => {
  const { fetch, sent } = program({ RoleArn: arn }, new Map([[botocoreKey, entry]]));
  expect(await fetch()).toEqual(expected);
  expect(sent).toHaveLength(1);
});

test("a cache that cannot be written costs no credentials", async () => {
  const cache = {
    get: () => undefined,
    set: () => {
      throw new Error("disk full");
    },
  };
  expect(await program({ RoleArn: arn }, cache).fetch()).toEqual(expected);
});
