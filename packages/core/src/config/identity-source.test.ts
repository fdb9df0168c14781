import { expect, test } from "vitest";
import { credentialsSource, tokenSource } from "./identity-source.js";

const keys = { accessKeyId: "a", secretAccessKey: "s" };

test("an object is given as it was", async () => {
  const mine = { ...keys, sessionToken: "t" };
  const source = credentialsSource(mine);
  mine.sessionToken = "changed";
  expect(await source()).toMatchObject({ accessKeyId: "a", secretAccessKey: "s", sessionToken: "t" });
});

test("a function is called once when its result does not expire", async () => {
  let calls = 0;
  const source = credentialsSource(async () => ({ ...keys, accountId: String(++calls) }));
  const [first, second] = await Promise.all([source(), source()]);
  expect([first.accountId, second.accountId, (await source()).accountId]).toEqual(["1", "1", "1"]);
});

test("a function is called again before its result expires, whatever the lifetime", async () => {
  let now = 0;
  let calls = 0;
  const lifetime = 60_000;
  const source = credentialsSource(
    async () => ({ ...keys, accountId: String(++calls), expiration: new Date(now + lifetime) }),
    () => now,
  );
  await source();
  now += lifetime * 0.75;
  expect((await source()).accountId).toBe("1");
  now += 1;
  expect((await source()).accountId).toBe("2");
});

test("an object that refreshes itself is asked every time", async () => {
  let calls = 0;
  const source = credentialsSource({ getFrozenCredentials: async () => ({ ...keys, accountId: String(++calls) }) });
  await source();
  expect((await source()).accountId).toBe("2");
});

test("a function that gives no keys is an error without values", async () => {
  const source = credentialsSource(async () => ({ accessKeyId: "", secretAccessKey: "verySecret" }));
  await expect(source()).rejects.toMatchObject({
    name: "CredentialRetrievalError",
    message: expect.not.stringContaining("verySecret"),
  });
});

test("tokens come from objects and functions alike", async () => {
  expect((await tokenSource({ token: "t" })()).token).toBe("t");
  expect((await tokenSource(async () => ({ token: "u" }))()).token).toBe("u");
  await expect(tokenSource(async () => ({ token: "" }))()).rejects.toMatchObject({ name: "TokenRetrievalError" });
});
