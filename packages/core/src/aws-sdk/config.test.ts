import { expect, test } from "vitest";
import type { ClientConfig } from "../config/client-config.js";
import { type AwsSdkClientConfig, translateConfig } from "./config.js";
import { s3Settings } from "./s3-settings.js";

/** Inia's settings, without those that are undefined. */
async function translated(given: AwsSdkClientConfig, isS3 = false): Promise<ClientConfig> {
  const [config] = await translateConfig(given, isS3 ? s3Settings : undefined);
  return JSON.parse(JSON.stringify(config));
}

const rows: readonly (readonly [what: string, given: AwsSdkClientConfig, expected: object])[] = [
  [
    "plain values",
    { region: "eu-west-1", maxAttempts: 4, retryMode: "adaptive" },
    { region: "eu-west-1", maxAttempts: 4, retryMode: "adaptive" },
  ],
  [
    "functions",
    { region: async () => "eu-west-1", useFipsEndpoint: () => true },
    { region: "eu-west-1", useFipsEndpoint: true },
  ],
  ["an endpoint as text", { endpoint: "http://localhost:1" }, { endpoint: "http://localhost:1" }],
  [
    "an endpoint as a URL",
    { endpoint: { url: new URL("http://localhost:1/a") } },
    { endpoint: "http://localhost:1/a" },
  ],
  [
    "an endpoint in parts, from a function",
    { endpoint: async () => ({ protocol: "http:", hostname: "localhost", port: 1, path: "/a" }) },
    { endpoint: "http://localhost:1/a" },
  ],
  ["tls", { tls: false }, { useSsl: false }],
  ["a user agent", { customUserAgent: "mine/1" }, { userAgentExtra: "mine/1" }],
  ["a user agent in parts", { customUserAgent: [["mine", "1"], ["more"]] }, { userAgentExtra: "mine/1 more" }],
  ["no host prefix", { disableHostPrefix: true }, { injectHostPrefix: false }],
  ["what has no meaning any more", { apiVersion: "2006-03-01" }, {}],
  ["checks that are asked for", { parameterValidation: true }, { parameterValidation: true }],
  [
    "times of a request handler; 0 is none",
    { requestHandler: { connectionTimeout: 10, requestTimeout: 20, socketTimeout: 0 } },
    { connectTimeoutMs: 10, readTimeoutMs: 20 },
  ],
  [
    "an agent's limits, trust and proxy",
    {
      requestHandler: {
        httpsAgent: {
          maxSockets: Infinity,
          options: { rejectUnauthorized: false, ca: ["A", "B"] },
          proxy: new URL("http://p:1"),
        },
      },
    },
    {
      maxConnections: Number.MAX_SAFE_INTEGER,
      tls: { verify: false, ca: "A\nB" },
      proxies: { http: "http://p:1/", https: "http://p:1/" },
    },
  ],
];

test.each(rows)("%s", async (_, given, expected) => {
  expect(await translated(given)).toEqual({ parameterValidation: false, ...expected });
});

test("S3's settings have a place of their own; another endpoint has virtual hosts unless the path is asked for", async () => {
  const given = { useArnRegion: true, useAccelerateEndpoint: false, disableMultiregionAccessPoints: true };
  expect((await translated({ ...given, followRegionRedirects: true }, true)).s3).toEqual({
    usEast1RegionalEndpoint: "regional",
    useArnRegion: true,
    useAccelerateEndpoint: false,
    disableMultiRegionAccessPoints: true,
  });
  expect((await translated({ forcePathStyle: true }, true)).s3).toMatchObject({ addressingStyle: "path" });
  expect((await translated({ endpoint: "http://s3.test" }, true)).s3).toMatchObject({ addressingStyle: "virtual" });
});

test("credentials and other settings that are functions are left as they are, and clocks may be off", async () => {
  const credentials = async () => ({ accessKeyId: "a", secretAccessKey: "b" });
  const [config] = await translateConfig({ credentials, systemClockOffset: 3_600_000 }, undefined);
  expect(config.credentials).toBe(credentials);
  expect(config.clock!() - Date.now()).toBeGreaterThan(3_500_000);
});

test("a profile has a session of its own", async () => {
  const [config, session] = await translateConfig({ profile: "dev" }, undefined);
  expect(config).not.toHaveProperty("profile");
  expect(session).toHaveProperty("variables");
});
