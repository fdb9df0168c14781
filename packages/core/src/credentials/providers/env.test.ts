import { expect, test } from "vitest";
import { envProvider } from "./env.js";

const all = {
  AWS_ACCESS_KEY_ID: "a",
  AWS_SECRET_ACCESS_KEY: "verySecret",
  AWS_SESSION_TOKEN: "t",
  AWS_ACCOUNT_ID: "123456789012",
};

function provider(environment: Record<string, string | undefined>, now = 0): ReturnType<typeof envProvider> {
  return envProvider({ environment, clock: () => now, logger: undefined });
}

const load = (environment: Record<string, string | undefined>): ReturnType<ReturnType<typeof envProvider>["load"]> =>
  provider(environment).load(() => {});

test("all parts are read", async () => {
  const credentials = await load(all);
  expect(credentials?.method).toBe("env");
  const frozen = await credentials?.getFrozenCredentials();
  expect(frozen).toMatchObject({ accessKeyId: "a", accountId: "123456789012" });
  expect([frozen?.secretAccessKey, frozen?.sessionToken]).toEqual(["verySecret", "t"]);
});

test("AWS_SECURITY_TOKEN is read before AWS_SESSION_TOKEN", async () => {
  expect((await load({ ...all, AWS_SECURITY_TOKEN: "older" }))?.sessionToken).toBe("older");
  expect((await load({ ...all, AWS_SECURITY_TOKEN: "" }))?.sessionToken).toBe("t");
});

test("without an access key, or with an empty one, it passes", async () => {
  expect(await load({})).toBeUndefined();
  expect(await load({ ...all, AWS_ACCESS_KEY_ID: "" })).toBeUndefined();
});

test("a key without its secret is an error", async () => {
  await expect(load({ ...all, AWS_SECRET_ACCESS_KEY: "" })).rejects.toMatchObject({
    name: "PartialCredentialsError",
    message: "Partial credentials in the environment: AWS_SECRET_ACCESS_KEY is missing.",
  });
});

test("with an expiration the environment is read again before that time", async () => {
  const environment: Record<string, string | undefined> = { ...all, AWS_CREDENTIAL_EXPIRATION: "1970-01-01T01:00:00Z" };
  const credentials = await provider(environment, 3_599_000).load(() => {});
  Object.assign(environment, { AWS_ACCESS_KEY_ID: "b", AWS_CREDENTIAL_EXPIRATION: "1970-01-01T03:00:00Z" });
  expect(credentials?.accessKeyId).toBe("a");
  expect((await credentials?.getFrozenCredentials())?.accessKeyId).toBe("b");
});

test("then the expiration must be there again", async () => {
  const environment: Record<string, string | undefined> = { ...all, AWS_CREDENTIAL_EXPIRATION: "1970-01-01T01:00:00Z" };
  const credentials = await provider(environment, 3_599_000).load(() => {});
  environment.AWS_CREDENTIAL_EXPIRATION = undefined;
  await expect(credentials?.getFrozenCredentials()).rejects.toMatchObject({
    name: "PartialCredentialsError",
    message: expect.stringContaining("AWS_CREDENTIAL_EXPIRATION is missing"),
  });
});

test("what it looked at is told without values", async () => {
  const notes: string[] = [];
  await provider(all).load((...note) => notes.push(note.join(" ")));
  await provider({}).load((...note) => notes.push(note.join(" ")));
  expect(notes).toEqual(["AWS_ACCESS_KEY_ID is set", "AWS_ACCESS_KEY_ID is not set"]);
});
