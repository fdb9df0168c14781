import { readFileSync, writeFileSync } from "node:fs";
import { inspect } from "node:util";
import { afterEach, expect, expectTypeOf, test, vi } from "vitest";
import type { ClientConfig } from "../config/client-config.js";
import { ConfigStore } from "../config/config-store.js";
import type { SessionContext } from "../config/session-context.js";
import { type Surroundings, surround } from "../config/shared-files.fixture.js";
import { Credentials } from "../credentials/credentials.js";
import { CredentialResolver } from "../credentials/resolver.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import { registerInitializer, unregisterInitializer } from "./initializers.js";
import { getSession, Session, type SessionOptions } from "./session.js";

afterEach(() => vi.unstubAllEnvs());

/** A session whose program sees these files and, of AWS's, only these environment variables. */
function sessionIn(surroundings: Surroundings, options?: SessionOptions): Session {
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(surround(surroundings))) vi.stubEnv(name, value);
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  return getSession(options);
}

const files = {
  config: "[default]\nregion = r\n[profile dev]\nregion = d\naws_access_key_id = config\naws_secret_access_key = s",
  credentials: "[default]\naws_access_key_id = AKIDSHARED\naws_secret_access_key = verySecret\n[only-here]\n",
};

test("profiles and what the files say can be read", () => {
  const session = sessionIn(files, { profile: "dev" });
  expect(session.profile).toBe("dev");
  expect(session.availableProfiles).toEqual(["default", "dev", "only-here"]);
  expect(session.getScopedConfig()).toMatchObject({ region: "d" });
  expect(session.fullConfig.profiles.default).toEqual({
    region: "r",
    aws_access_key_id: "AKIDSHARED",
    aws_secret_access_key: "verySecret",
  });
  expect(session.getConfigVariable("region")).toBe("d");
});

test("without a chosen profile, `profile` is undefined and the default one counts", () => {
  const session = sessionIn(files);
  expect(session.profile).toBeUndefined();
  expect(session.getConfigVariable("region")).toBe("r");
});

test("session variables are read from chosen places, set by code, and typed", () => {
  const session = sessionIn({ ...files, environment: { AWS_REGION: "e" } });
  expect(session.getConfigVariable("region", { methods: ["config"] })).toBe("r");
  session.setConfigVariable("region", "code");
  expect(session.getConfigVariable("region")).toBe("code");
  expectTypeOf(session.getConfigVariable("metadata_service_timeout")).toEqualTypeOf<number>();
  expectTypeOf(session.getConfigVariable("anything else")).toEqualTypeOf<unknown>();
});

test("envVars replaces rows of the table of variables", () => {
  vi.stubEnv("MY_REGION", "mine");
  const session = sessionIn(files, { envVars: { region: ["region", "MY_REGION", undefined, null] } });
  expect(session.getConfigVariable("region")).toBe("mine");
});

test("credentials are searched for once, by all callers together", async () => {
  const session = sessionIn(files);
  const [first, second] = await Promise.all([session.getCredentials(), session.getCredentials()]);
  expect(first).toMatchObject({ accessKeyId: "AKIDSHARED", method: "shared-credentials-file" });
  expect(second).toBe(first);
  expect(await session.getCredentials()).toBe(first);
});

test("credentials set by code win, and are all there is without the chain", async () => {
  const session = sessionIn(files);
  expect(await session.getCredentials({ chain: false })).toBeUndefined();
  session.setCredentials({ accessKeyId: "mine", secretAccessKey: "s" });
  expect(await session.getCredentials()).toMatchObject({ accessKeyId: "mine", method: "explicit" });
  expect(await session.getCredentials({ chain: false })).toMatchObject({ accessKeyId: "mine" });
});

test("a search that failed is made again", async () => {
  const session = sessionIn({ environment: { AWS_ACCESS_KEY_ID: "a" } });
  await expect(session.getCredentials()).rejects.toMatchObject({ name: "PartialCredentialsError" });
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "s");
  expect(await session.getCredentials()).toMatchObject({ accessKeyId: "a" });
});

test("a profile chosen by code wins over keys in the environment, one chosen there does not", async () => {
  const environment = { AWS_ACCESS_KEY_ID: "env", AWS_SECRET_ACCESS_KEY: "s" };
  const byCode = sessionIn({ ...files, environment }, { profile: "dev" });
  expect(await byCode.getCredentials()).toMatchObject({ accessKeyId: "config", method: "config-file" });
  const byEnvironment = sessionIn({ ...files, environment: { ...environment, AWS_PROFILE: "dev" } });
  expect(await byEnvironment.getCredentials()).toMatchObject({ accessKeyId: "env", method: "env" });
});

test("explainCredentials tells what each provider looked at, without values", async () => {
  const explanations = await sessionIn(files).explainCredentials();
  expect(explanations.map(({ provider, outcome }) => [provider, outcome])).toEqual([
    ["env", "passed"],
    ["assume-role", "passed"],
    ["assume-role-with-web-identity", "passed"],
    ["sso", "passed"],
    ["shared-credentials-file", "used"],
    ...[
      "login",
      "custom-process",
      "config-file",
      "ec2-credentials-file",
      "boto-config",
      "container-role",
      "iam-role",
    ].map((method) => [method, "not asked"]),
  ]);
  expect(explanations[0]).toMatchObject({ lookedAt: ["AWS_ACCESS_KEY_ID"], reason: "is not set" });
  expect(inspect(explanations, { depth: 9 })).not.toMatch(/verySecret|AKIDSHARED/);
});

test("explainCredentials tells of credentials that code gave the session, and changes nothing", async () => {
  const session = sessionIn(files);
  await session.explainCredentials();
  expect(await session.getCredentials({ chain: false })).toBeUndefined();
  session.setCredentials({ accessKeyId: "AKIDMINE", secretAccessKey: "verySecret" });
  const [first, second] = await session.explainCredentials();
  expect(first).toMatchObject({ provider: "explicit", outcome: "used" });
  expect(second).toMatchObject({
    provider: "env",
    outcome: "not asked",
    reason: "the session's own credentials are used",
  });
});

test("bearer tokens are looked for by the name that a service signs under", async () => {
  const session = sessionIn({ environment: { AWS_BEARER_TOKEN_MY_SERVICE: "t" } });
  const token = await session.getAuthToken({ signingName: "my-service" });
  expect((await token?.getFrozenToken())?.token).toBe("t");
  expect(await session.getAuthToken({ signingName: "other" })).toBeUndefined();
  expect(await session.getAuthToken()).toBeUndefined();
});

test("createClient hands the configuration and the session to the client's class", () => {
  class S3 {
    readonly given: readonly [config?: ClientConfig, session?: SessionContext];
    constructor(config?: ClientConfig, session?: SessionContext) {
      this.given = [config, session] as never;
    }
  }
  const session = sessionIn({});
  const client = session.createClient(S3, { region: "r" });
  expectTypeOf(client).toEqualTypeOf<S3>();
  expect(client.given[0]).toEqual({ region: "r" });
  expect(client.given[1]).toBe(session);
});

test("default settings for clients are checked and copied", () => {
  const session = sessionIn({});
  expect(session.getDefaultClientConfig()).toBeUndefined();
  const config = { region: "r" };
  session.setDefaultClientConfig(config);
  config.region = "changed";
  expect(session.getDefaultClientConfig()).toEqual({ region: "r" });
  expect(() => session.setDefaultClientConfig({ maxAttempts: 0 })).toThrow(/maxAttempts/);
  session.setDefaultClientConfig(undefined);
  expect(session.getDefaultClientConfig()).toBeUndefined();
});

test("handlers are registered on the session's emitter", async () => {
  const eventHooks = new HierarchicalEmitter();
  const session = sessionIn({}, { eventHooks });
  expect(session.events).toBe(eventHooks);
  const handler = (): string => "answer";
  session.register("before-send", handler);
  expect(eventHooks.handlersOf("before-send.s3.PutObject")).toEqual([handler]);
  session.unregister("before-send", handler);
  expect(eventHooks.handlersOf("before-send.s3.PutObject")).toEqual([]);
});

test.each([undefined, new HierarchicalEmitter()])("services may go by older names in events (%#)", (eventHooks) => {
  const session = sessionIn({}, { eventHooks });
  const handler = (): void => {};
  session.register("before-send.logs.PutLogEvents", handler);
  session.register("before-send.runtime.sagemaker", handler);
  expect(session.events.handlersOf("before-send.cloudwatch-logs.PutLogEvents")).toEqual([handler]);
  expect(session.events.handlersOf("before-send.sagemaker-runtime.InvokeEndpoint")).toEqual([handler]);
  session.unregister("before-send.logs.PutLogEvents", handler);
  expect(session.events.handlersOf("before-send.cloudwatch-logs.PutLogEvents")).toEqual([]);
});

test("clients of a session take older names of services on their own emitter", () => {
  const events = sessionIn({}).events.copy();
  const handler = (): void => {};
  events.register("before-send.elbv2", handler);
  expect(events.handlersOf("before-send.elastic-load-balancing-v2.DescribeTags")).toEqual([handler]);
});

test("components can be replaced, lazily too", async () => {
  const session = sessionIn(files);
  session.registerComponent("credential_provider", new CredentialResolver([]));
  expect(await session.getCredentials()).toBeUndefined();
  const own = new Credentials({ accessKeyId: "own", secretAccessKey: "s" }, "own");
  session.lazyRegisterComponent(
    "credential_provider",
    () => new CredentialResolver([{ method: "own", load: async () => own }]),
  );
  expect(await session.getCredentials()).toBe(own);
  session.registerComponent("config_store", new ConfigStore({ AWS_REGION: "replaced" }));
  expect(session.getConfigVariable("region")).toBe("replaced");
  session.registerComponent("of my own", 5);
  expect(session.getComponent("of my own")).toBe(5);
});

test("a component that does not exist is an error that names the nearest", () => {
  expect(() => sessionIn({}).getComponent("config_stor")).toThrow(
    expect.objectContaining({
      name: "ValidationError",
      message: expect.stringContaining('did you mean "config_store"?'),
    }),
  );
});

test("the chain can be changed before it is asked", async () => {
  const session = sessionIn(files);
  const own = new Credentials({ accessKeyId: "own", secretAccessKey: "s" }, "own");
  session.getComponent("credential_provider").insertBefore("env", { method: "own", load: async () => own });
  expect(await session.getCredentials()).toBe(own);
});

test("initializers get each new session in order, until they are removed", () => {
  const seen: [name: string, session: Session][] = [];
  const first = (session: Session): void => void seen.push(["first", session]);
  const second = (session: Session): void => void seen.push(["second", session]);
  registerInitializer(first);
  registerInitializer(second);
  const session = sessionIn({});
  unregisterInitializer(first);
  unregisterInitializer(second);
  sessionIn({});
  expect(seen).toEqual([
    ["first", session],
    ["second", session],
  ]);
  expect(() => unregisterInitializer(first)).toThrow(expect.objectContaining({ name: "ValidationError" }));
});

test("the user agent names Inia, the execution environment and what the program adds", () => {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const session = sessionIn({ environment: { AWS_EXECUTION_ENV: "AWS_Lambda" } });
  session.userAgentExtra = "mine/1";
  expect(session.userAgent()).toBe(`Inia/${version} exec-env/AWS_Lambda mine/1`);
});

test("no print of a session shows a key", async () => {
  const session = sessionIn({ credentials: "[default]\naws_access_key_id = a\naws_secret_access_key = verySecret" });
  await session.getCredentials();
  expect(
    [inspect(session, { depth: 9, showHidden: true }), JSON.stringify(session), String(session)].join(),
  ).not.toContain("verySecret");
});

test("making a session reads nothing", () => {
  const environment = surround({});
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const session = new Session();
  writeFileSync(environment.AWS_CONFIG_FILE!, "[default]\nregion = later");
  expect(session.getConfigVariable("region", { methods: ["config"] })).toBe("later");
});
