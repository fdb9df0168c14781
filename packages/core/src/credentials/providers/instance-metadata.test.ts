import { expect, test } from "vitest";
import { EndpointConnectionError, ReadTimeoutError } from "../../errors/http.js";
import type { HttpHandler } from "../../http/message.js";
import type { Credentials } from "../credentials.js";
import { instanceMetadataProvider } from "./instance-metadata.js";
import { type Answers, contextOn, fetchHandler, type Machine, metadataServer } from "./metadata-server.fixture.js";

const rolePath = "GET /latest/meta-data/iam/security-credentials/";
const token = "PUT /latest/api/token";
const keys = { AccessKeyId: "a", SecretAccessKey: "verySecret", Token: "t", Expiration: "2100-01-01T00:00:00Z" };
const service: Answers = {
  [token]: () => [200, "the token"],
  [rolePath]: () => [200, "my-role"],
  [`${rolePath}my-role`]: () => [200, JSON.stringify(keys)],
};

async function loadFrom(
  answers: Answers,
  machine: Partial<Machine> = {},
): Promise<{
  credentials: Credentials | undefined;
  lines: string[];
  seen: Awaited<ReturnType<typeof metadataServer>>["seen"];
}> {
  const { url, seen } = await metadataServer(answers);
  const environment = { AWS_EC2_METADATA_SERVICE_ENDPOINT: url, ...machine.environment };
  const credentials = await instanceMetadataProvider(contextOn({ ...machine, environment })).load(() => {});
  return { credentials, lines: seen.map(({ line }) => line), seen };
}

test("the role's keys are asked for with a token", async () => {
  const { credentials, lines, seen } = await loadFrom(service);
  expect(credentials).toMatchObject({
    method: "iam-role",
    accessKeyId: "a",
    secretAccessKey: "verySecret",
    sessionToken: "t",
    expiration: new Date(keys.Expiration),
  });
  expect(lines).toEqual([token, rolePath, `${rolePath}my-role`]);
  expect(seen[0]!.headers).toMatchObject({
    "x-aws-ec2-metadata-token-ttl-seconds": "21600",
    "user-agent": "Inia/test",
  });
  expect(seen.slice(1).map(({ headers }) => headers["x-aws-ec2-metadata-token"])).toEqual(["the token", "the token"]);
});

test.each([403, 404, 405])(
  "a service that answers %d to the question for a token is asked without one",
  async (status) => {
    const { credentials, seen } = await loadFrom({ ...service, [token]: () => [status, ""] });
    expect(credentials).toMatchObject({ accessKeyId: "a" });
    expect(seen[1]!.headers).not.toHaveProperty("x-aws-ec2-metadata-token");
  },
);

test("a token that does not come in time is done without", async () => {
  const handler: HttpHandler = {
    send: (request, options) =>
      request.method === "PUT"
        ? Promise.reject(new ReadTimeoutError("no answer"))
        : fetchHandler.send(request, options),
  };
  expect((await loadFrom(service, { handler })).credentials).toMatchObject({ accessKeyId: "a" });
});

test("doing without a token can be switched off", async () => {
  const environment = { AWS_EC2_METADATA_V1_DISABLED: "true" };
  await expect(loadFrom({ ...service, [token]: () => [404, ""] }, { environment })).rejects.toMatchObject({
    name: "MetadataRetrievalError",
  });
  expect((await loadFrom(service, { environment })).credentials).toMatchObject({ accessKeyId: "a" });
});

test.each<[what: string, answers: Answers, requests: number]>([
  ["refuses the question for a token", { ...service, [token]: () => [400, ""] }, 1],
  ["has no role", { ...service, [rolePath]: () => [404, ""] }, 2],
  ["names no role", { ...service, [rolePath]: () => [200, ""] }, 2],
  ["answers with other than JSON", { ...service, [`${rolePath}my-role`]: () => [200, "<html>"] }, 3],
  ["answers with an error in JSON", { ...service, [`${rolePath}my-role`]: () => [200, '{"Code":"Failed"}'] }, 3],
])("a service that %s has no credentials", async (_what, answers, requests) => {
  const { credentials, lines } = await loadFrom(answers);
  expect([credentials, lines.length]).toEqual([undefined, requests]);
});

test("where there is no service it passes, after as many attempts as are configured", async () => {
  let requests = 0;
  const handler: HttpHandler = {
    send: () => {
      requests += 1;
      return Promise.reject(new EndpointConnectionError("unreachable"));
    },
  };
  const environment = { AWS_METADATA_SERVICE_NUM_ATTEMPTS: "3" };
  expect(await instanceMetadataProvider(contextOn({ environment, handler })).load(() => {})).toBeUndefined();
  expect(requests).toBe(6);
});

test("each attempt may take as long as is configured", async () => {
  const timeouts: unknown[] = [];
  const handler: HttpHandler = {
    send: (request, options) => {
      timeouts.push(options.connectTimeoutMs, options.readTimeoutMs);
      return fetchHandler.send(request, options);
    },
  };
  await loadFrom(service, { handler, environment: { AWS_METADATA_SERVICE_TIMEOUT: "5" } });
  expect(new Set(timeouts)).toEqual(new Set([5000]));
});

test("a failing answer is asked for again", async () => {
  let failures = 0;
  const answers: Answers = {
    ...service,
    [rolePath]: () => (failures++ === 0 ? [500, ""] : [200, "my-role"]),
  };
  const environment = { AWS_METADATA_SERVICE_NUM_ATTEMPTS: "2" };
  expect((await loadFrom(answers, { environment })).credentials).toMatchObject({ accessKeyId: "a" });
});

test.each(["true", "TRUE"])("AWS_EC2_METADATA_DISABLED=%s switches it off", async (value) => {
  const { credentials, lines } = await loadFrom(service, { environment: { AWS_EC2_METADATA_DISABLED: value } });
  expect([credentials, lines]).toEqual([undefined, []]);
});

test.each<[environment: Record<string, string>, url: string]>([
  [{}, "http://169.254.169.254/"],
  [{ AWS_IMDS_USE_IPV6: "true" }, "http://[fd00:ec2::254]/"],
  [{ AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: "IPv6" }, "http://[fd00:ec2::254]/"],
  [{ AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: "ipv4", AWS_IMDS_USE_IPV6: "true" }, "http://169.254.169.254/"],
  [{ AWS_EC2_METADATA_SERVICE_ENDPOINT: "http://own:1", AWS_IMDS_USE_IPV6: "true" }, "http://own:1/"],
])("with %j the service is at %s", async (environment, url) => {
  const asked: string[] = [];
  const handler: HttpHandler = {
    send: async (request) => {
      asked.push(request.url);
      return { status: 400, headers: {} };
    },
  };
  await instanceMetadataProvider(contextOn({ environment, handler })).load(() => {});
  expect(asked).toEqual([`${url}latest/api/token`]);
});

test("a wrong endpoint or mode is an error that names the value", async () => {
  const load = (environment: Record<string, string>): Promise<unknown> =>
    instanceMetadataProvider(contextOn({ environment })).load(() => {});
  await expect(load({ AWS_EC2_METADATA_SERVICE_ENDPOINT: "no url" })).rejects.toMatchObject({
    name: "InvalidIMDSEndpointError",
    message: expect.stringContaining('"no url"'),
  });
  await expect(load({ AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: "ipv5" })).rejects.toMatchObject({
    name: "InvalidIMDSEndpointModeError",
    message: expect.stringContaining("allowed are ipv4, ipv6"),
  });
});

test("keys that have expired, or soon will, are used on for 17 to 25 minutes", async () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  const ending = (expiration: string): Answers => ({
    ...service,
    [`${rolePath}my-role`]: () => [200, JSON.stringify({ ...keys, Expiration: expiration })],
  });
  const expirationFor = async (expiration: string, random: number): Promise<string | undefined> => {
    const { credentials } = await loadFrom(ending(expiration), { now: () => now, random: () => random });
    return credentials?.expiration?.toISOString();
  };
  expect(await expirationFor("2025-12-31T00:00:00Z", 0)).toBe("2026-01-01T00:17:00.000Z");
  expect(await expirationFor("2025-12-31T00:00:00Z", 0.9999)).toBe("2026-01-01T00:25:00.000Z");
  expect(await expirationFor("2026-01-01T00:17:01Z", 0)).toBe("2026-01-01T00:17:01.000Z");
});

test("a refresh that gives nothing keeps the keys while they are good", async () => {
  let now = 0;
  let gone = false;
  const answers: Answers = {
    ...service,
    [rolePath]: () => (gone ? [404, ""] : [200, "my-role"]),
    [`${rolePath}my-role`]: () => [200, JSON.stringify({ ...keys, Expiration: "1970-01-01T06:00:00Z" })],
  };
  const { url } = await metadataServer(answers);
  const context = contextOn({ environment: { AWS_EC2_METADATA_SERVICE_ENDPOINT: url }, now: () => now });
  const credentials = await instanceMetadataProvider(context).load(() => {});
  gone = true;
  now = (6 * 3600 - 700) * 1000;
  expect((await credentials?.getFrozenCredentials())?.accessKeyId).toBe("a");
  now = (6 * 3600 - 500) * 1000;
  await expect(credentials?.getFrozenCredentials()).rejects.toMatchObject({ name: "MetadataRetrievalError" });
});
