import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../config/shared-files.fixture.js";
import { HTTPClientError } from "../../errors/http.js";
import { containerProvider } from "./container.js";
import { contextOn, metadataServer } from "./metadata-server.fixture.js";

const answer = JSON.stringify({
  AccessKeyId: "a",
  SecretAccessKey: "verySecret",
  Token: "t",
  Expiration: "2100-01-01T00:00:00Z",
  AccountId: "123456789012",
});

test("the full URI is asked with the token from the environment", async () => {
  const { url, seen } = await metadataServer({ "GET /creds?id=1": () => [200, answer] });
  const environment = {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/creds?id=1`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: "Basic abc",
  };
  const credentials = await containerProvider(contextOn({ environment })).load(() => {});
  expect(credentials).toMatchObject({
    method: "container-role",
    accessKeyId: "a",
    secretAccessKey: "verySecret",
    sessionToken: "t",
    accountId: "123456789012",
    expiration: new Date("2100-01-01T00:00:00Z"),
  });
  expect(seen.map(({ headers }) => [headers.accept, headers.authorization])).toEqual([
    ["application/json", "Basic abc"],
  ]);
});

test("a token file wins over the token, and is read at each request", async () => {
  const file = join(temporaryFolder(), "token");
  writeFileSync(file, "first");
  let now = 0;
  const short = JSON.stringify({ ...JSON.parse(answer), Expiration: "1970-01-01T01:00:00Z" });
  const { url, seen } = await metadataServer({ "GET /": () => [200, short] });
  const environment = {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: "passed over",
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file,
  };
  const credentials = await containerProvider(contextOn({ environment, now: () => now })).load(() => {});
  writeFileSync(file, "second");
  now = 3_000_000;
  await credentials?.getFrozenCredentials();
  expect(seen.map(({ headers }) => headers.authorization)).toEqual(["first", "second"]);
});

test("the relative URI wins, and goes to the container host", async () => {
  const asked: string[] = [];
  const handler = {
    send: async ({ url }: { url: string }) => {
      asked.push(url);
      return { status: 200, headers: {}, body: new TextEncoder().encode(answer) };
    },
  };
  const environment = {
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials",
    AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://localhost/full",
  };
  await containerProvider(contextOn({ environment, handler })).load(() => {});
  expect(asked).toEqual(["http://169.254.170.2/v2/credentials"]);
});

test("without its variables it passes", async () => {
  expect(await containerProvider(contextOn({ environment: {} })).load(() => {})).toBeUndefined();
});

test.each([
  "https://anywhere/creds",
  "http://127.0.0.1/creds",
  "http://127.9.9.9/creds",
  "http://[::1]/creds",
  "http://localhost:8080/creds",
  "http://169.254.170.2/creds",
  "http://169.254.170.23/creds",
  "http://[fd00:ec2::23]/creds",
])("%s may be asked", async (url) => {
  const handler = { send: async () => ({ status: 200, headers: {}, body: new TextEncoder().encode(answer) }) };
  const environment = { AWS_CONTAINER_CREDENTIALS_FULL_URI: url };
  expect(await containerProvider(contextOn({ environment, handler })).load(() => {})).toMatchObject({
    accessKeyId: "a",
  });
});

test.each(["http://example.com/creds", "http://169.254.169.254/", "http://127.0.0.1.example.com/", "nonsense"])(
  "%s may not be asked",
  async (url) => {
    const environment = { AWS_CONTAINER_CREDENTIALS_FULL_URI: url };
    await expect(containerProvider(contextOn({ environment })).load(() => {})).rejects.toMatchObject({
      name: "InvalidConfigError",
      message: expect.stringContaining("allowed are https, loopback addresses"),
    });
  },
);

test("it is asked three times, a second apart, then it is an error", async () => {
  const pauses: number[] = [];
  const { url, seen } = await metadataServer({ "GET /": () => [500, ""] });
  const environment = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/` };
  const loading = containerProvider(contextOn({ environment, onSleep: (ms) => pauses.push(ms) })).load(() => {});
  await expect(loading).rejects.toMatchObject({
    name: "CredentialRetrievalError",
    message: expect.stringContaining("it answered with 500 (3 attempts)"),
  });
  expect([seen.length, pauses]).toEqual([3, [1000, 1000]]);
});

test("a network failure and an answer that is not JSON are worth another attempt", async () => {
  let attempt = 0;
  const handler = {
    send: async () => {
      attempt += 1;
      if (attempt === 1) throw new HTTPClientError("reset");
      return { status: 200, headers: {}, body: new TextEncoder().encode(attempt === 2 ? "<html>" : answer) };
    },
  };
  const environment = { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://localhost/" };
  expect(await containerProvider(contextOn({ environment, handler })).load(() => {})).toMatchObject({
    accessKeyId: "a",
  });
});

test("an answer without a key is an error that names it, without values", async () => {
  const { url, seen } = await metadataServer({
    "GET /": () => [200, JSON.stringify({ SecretAccessKey: "verySecret" })],
  });
  const environment = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/` };
  await expect(containerProvider(contextOn({ environment })).load(() => {})).rejects.toMatchObject({
    name: "CredentialRetrievalError",
    message: expect.stringMatching(/^(?!.*verySecret).*no AccessKeyId, no Token, no Expiration/),
  });
  expect(seen).toHaveLength(1);
});

test("a token with a line end, or a token file that is not there, is an error", async () => {
  const environment = { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://localhost/" };
  const withToken = contextOn({ environment: { ...environment, AWS_CONTAINER_AUTHORIZATION_TOKEN: "a\r\nb" } });
  await expect(containerProvider(withToken).load(() => {})).rejects.toMatchObject({ name: "InvalidConfigError" });
  const withFile = contextOn({ environment: { ...environment, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: "/nowhere/t" } });
  await expect(containerProvider(withFile).load(() => {})).rejects.toMatchObject({
    message: expect.stringContaining("/nowhere/t"),
  });
});
