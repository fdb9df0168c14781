import { inspect } from "node:util";
import { expect, test } from "vitest";
import type { AwsCredentials } from "../auth/identity.js";
import { Credentials, DeferredRefreshableCredentials, RefreshableCredentials } from "./credentials.js";

const keys = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "verySecret", sessionToken: "verySecretToken" };

function prints(value: object): string {
  return [
    inspect(value, { depth: 9, showHidden: true, getters: false }),
    JSON.stringify(value),
    String(value),
    JSON.stringify({ ...value }),
    `${JSON.stringify([value])}`,
  ].join("\n");
}

test("plain credentials have their parts, where they come from, and never need a refresh", async () => {
  const credentials = new Credentials({ ...keys, accountId: "123456789012" }, "env");
  expect(credentials.accessKeyId).toBe("AKIDEXAMPLE");
  expect(credentials.secretAccessKey).toBe("verySecret");
  expect(credentials.sessionToken).toBe("verySecretToken");
  expect(credentials.accountId).toBe("123456789012");
  expect(credentials.method).toBe("env");
  expect(credentials.refreshNeeded(1e9)).toBe(false);
  expect(new Credentials(keys).method).toBe("explicit");
});

test("frozen credentials are a snapshot that knows where it comes from", async () => {
  const given = { ...keys, accountId: "1" };
  const frozen = await new Credentials(given, "env").getFrozenCredentials();
  given.accountId = "2";
  expect(frozen).toMatchObject({ accessKeyId: "AKIDEXAMPLE", accountId: "1", method: "env" });
  expect([frozen.secretAccessKey, frozen.sessionToken]).toEqual(["verySecret", "verySecretToken"]);
});

test.each<[name: string, credentials: Credentials]>([
  ["plain", new Credentials(keys)],
  ["refreshable", new RefreshableCredentials(keys, { method: "m", refresh: async () => keys })],
  [
    "deferred",
    new DeferredRefreshableCredentials({ method: "m", refresh: async () => ({ ...keys, expiration: new Date(1e15) }) }),
  ],
])("no print of %s credentials shows a secret", async (_name, credentials) => {
  const frozen = await credentials.getFrozenCredentials();
  expect(frozen.secretAccessKey).toBe("verySecret");
  expect(prints(credentials)).not.toContain("verySecret");
  expect(prints(frozen)).not.toContain("verySecret");
});

test("reading a property never refreshes; getting frozen ones does", async () => {
  let now = 0;
  let calls = 0;
  const lasting = (accessKeyId: string): AwsCredentials => ({
    ...keys,
    accessKeyId,
    expiration: new Date(now + 3_600_000),
  });
  const credentials = new RefreshableCredentials(lasting("first"), {
    method: "m",
    clock: () => now,
    refresh: async () => lasting(`refresh ${++calls}`),
  });
  now = 3_600_000 - 500_000;
  expect(credentials.refreshNeeded()).toBe(true);
  expect(credentials.refreshNeeded(500)).toBe(false);
  expect(credentials.refreshNeeded(501)).toBe(true);
  expect([credentials.accessKeyId, calls]).toEqual(["first", 0]);
  expect((await credentials.getFrozenCredentials()).accessKeyId).toBe("refresh 1");
  expect([credentials.accessKeyId, calls]).toEqual(["refresh 1", 1]);
});

test("the windows can be set", async () => {
  let now = 0;
  const options = { method: "m", clock: () => now, advisorySeconds: 20, mandatorySeconds: 10 };
  const failures: unknown[] = [];
  const credentials = new RefreshableCredentials(
    { ...keys, expiration: new Date(100_000) },
    {
      ...options,
      onAdvisoryFailure: (error) => failures.push(error),
      refresh: () => Promise.reject(new Error("down")),
    },
  );
  now = 80_000;
  expect(credentials.refreshNeeded()).toBe(false);
  now = 85_000;
  expect((await credentials.getFrozenCredentials()).accessKeyId).toBe("AKIDEXAMPLE");
  expect(failures).toHaveLength(1);
  now = 95_000;
  await expect(credentials.getFrozenCredentials()).rejects.toThrow("down");
});

test("deferred credentials get their first keys when they are first needed", async () => {
  let calls = 0;
  const credentials = new DeferredRefreshableCredentials({
    method: "m",
    refresh: async () => ({ ...keys, accessKeyId: `call ${++calls}`, expiration: new Date(Date.now() + 3_600_000) }),
  });
  expect([credentials.accessKeyId, credentials.refreshNeeded(), calls]).toEqual([undefined, true, 0]);
  const all = await Promise.all([credentials.getFrozenCredentials(), credentials.getFrozenCredentials()]);
  expect([all.map(({ accessKeyId }) => accessKeyId), calls]).toEqual([["call 1", "call 1"], 1]);
});

test("a refresh that gives less than it must is an error that names what is missing", async () => {
  const refresh = async (): Promise<AwsCredentials> => ({ accessKeyId: "", secretAccessKey: "verySecret" });
  await expect(
    new DeferredRefreshableCredentials({ method: "m", refresh }).getFrozenCredentials(),
  ).rejects.toMatchObject({
    name: "CredentialRetrievalError",
    message: "Refreshing the credentials of provider m gave no accessKeyId, no expiration.",
  });
});
