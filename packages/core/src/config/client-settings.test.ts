import { expect, test } from "vitest";
import type { AwsCredentials } from "../auth/identity.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import type { ClientConfig } from "./client-config.js";
import { ClientSettings } from "./client-settings.js";
import type { SessionContext } from "./session-context.js";
import { type Surroundings, storeIn } from "./shared-files.fixture.js";

const sqs = { id: "sqs", endpointPrefix: "sqs" };
const keys = { accessKeyId: "a", secretAccessKey: "s" };

function sessionIn(surroundings: Surroundings, defaults?: ClientConfig): SessionContext & { asked: unknown[] } {
  const asked: unknown[] = [];
  return {
    asked,
    variables: storeIn(surroundings),
    events: new HierarchicalEmitter(),
    includeBuiltinHandlers: true,
    userAgentName: "Inia",
    userAgentVersion: "1",
    userAgentExtra: "",
    getDefaultClientConfig: () => defaults,
    getCredentials: async (options) => {
      asked.push(options);
      return options?.chain === false ? undefined : { getFrozenCredentials: async (): Promise<AwsCredentials> => keys };
    },
    getAuthToken: async (options) => {
      asked.push(options);
      return { getFrozenToken: async () => ({ token: "session's" }) };
    },
  };
}

const unreadable = { config: "this is no INI file" };

test("a client that is given its region is made without a look at the files", () => {
  const settings = new ClientSettings({ region: "r" }, sessionIn(unreadable), sqs);
  expect(settings.region).toBe("r");
  expect(() => settings.resolved).toThrow(/Cannot read/);
});

test("a client whose region is in the environment is, too", () => {
  const session = sessionIn({ ...unreadable, environment: { AWS_REGION: "e" } });
  expect(new ClientSettings({}, session, sqs).region).toBe("e");
});

test("a region that only the profile knows is read at once", () => {
  expect(new ClientSettings({}, sessionIn({ config: "[default]\nregion = p" }), sqs).region).toBe("p");
});

test("all settings are decided once", () => {
  const settings = new ClientSettings({ region: "fips-r" }, sessionIn({}), sqs);
  expect(settings.resolved).toBe(settings.resolved);
  expect(settings.region).toBe("r");
  expect(settings.resolved.region).toBe("r");
});

test("the session's default settings lie under the client's", () => {
  const session = sessionIn({}, { region: "d", maxAttempts: 7, retryMode: "legacy" });
  const settings = new ClientSettings({ retryMode: "adaptive" }, session, sqs);
  expect(settings.resolved).toMatchObject({ region: "d", maxAttempts: 7, retryMode: "adaptive" });
});

test("with loadConfig false neither environment nor files nor chain are asked", async () => {
  const session = sessionIn({ ...unreadable, environment: { AWS_REGION: "e", AWS_RETRY_MODE: "legacy" } });
  expect(() => new ClientSettings({ loadConfig: false }, session, sqs)).toThrow(/No region/);
  const settings = new ClientSettings({ loadConfig: false, region: "r" }, session, sqs);
  expect(settings.resolved).toMatchObject({ retryMode: "standard", loadConfig: false });
  expect(await settings.credentials()).toBeUndefined();
  expect(await settings.token("sqs")).toBeUndefined();
  expect(session.asked).toEqual([{ chain: false, region: "r" }]);
});

test("given credentials and tokens win over the session's", async () => {
  const session = sessionIn({});
  const own = { region: "r", credentials: { accessKeyId: "own", secretAccessKey: "s" }, token: { token: "own" } };
  const settings = new ClientSettings(own, session, sqs);
  expect((await settings.credentials())?.accessKeyId).toBe("own");
  expect((await settings.token("sqs"))?.token).toBe("own");
  expect(session.asked).toEqual([]);
});

test("else the session's are used", async () => {
  const settings = new ClientSettings({ region: "r" }, sessionIn({}), sqs);
  expect((await settings.credentials())?.accessKeyId).toBe("a");
  expect((await settings.token("sqs"))?.token).toBe("session's");
});

test("without a session there is only what is given", async () => {
  const settings = new ClientSettings({ region: "r" }, undefined, sqs);
  expect(settings.resolved.loadConfig).toBe(false);
  expect(await settings.credentials()).toBeUndefined();
});

test("wrong settings are refused at once", () => {
  expect(() => new ClientSettings({ region: "r", maxAttempts: 0 }, undefined, sqs)).toThrow(/maxAttempts/);
});
