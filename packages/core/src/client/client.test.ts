import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, expectTypeOf, onTestFinished, test, vi } from "vitest";
import { temporaryFolder } from "../config/shared-files.fixture.js";
import { DataNotFoundError, UnknownClientMethodError } from "../errors/call.js";
import { operation } from "../generated/operation.js";
import { httpServer } from "../http/testdata/loopback.js";
import { ServiceModel } from "../model/service-model.js";
import { RetryQuota } from "../retries/retry-quota.js";
import type { Operation, ServiceClient } from "../schema/operation.js";
import { getSession } from "../session/session.js";
import { Client } from "./client.js";
import { presign } from "./presign.js";
import {
  bench,
  credentials,
  getThing,
  json,
  putThing,
  service,
  Test,
  TestClient,
  type Thing,
  type ThingRequest,
} from "./test-service.fixture.js";

test("meta tells what holds for a client", () => {
  const { client } = bench();
  const { meta } = client;
  expect(meta.regionName).toBe("eu-west-1");
  expect(meta.partition).toBe("aws");
  expect(meta.endpointUrl).toBe("https://test.eu-west-1.amazonaws.com");
  expect(meta.config).toMatchObject({ region: "eu-west-1", readTimeoutMs: 60_000, retryMode: "standard" });
  expect(Object.isFrozen(meta.config)).toBe(true);
  expect(meta.config).toBe(meta.config);
  expect(meta.methodToApiMapping).toEqual({
    getThing: "GetThing",
    putThing: "PutThing",
    getFile: "GetFile",
    putFile: "PutFile",
  });
});

test.each([
  ["cn-north-1", "aws-cn", "https://test.cn-north-1.amazonaws.com.cn"],
  ["us-gov-west-1", "aws-us-gov", "https://test.us-gov-west-1.amazonaws.com"],
])("partition and endpoint follow from the region %s", (region, partition, endpointUrl) => {
  expect(bench({ config: { region } }).client.meta).toMatchObject({ partition, endpointUrl });
});

test("the endpoint of a client is the one that is given, or plain where TLS is off", () => {
  expect(bench({ config: { endpoint: "http://localhost:1/base" } }).client.meta.endpointUrl).toBe(
    "http://localhost:1/base",
  );
  expect(bench({ config: { useSsl: false } }).client.meta.endpointUrl).toBe("http://test.eu-west-1.amazonaws.com");
});

test("where the rules need more than a client there is none", () => {
  const resolve = () => {
    throw new Error("Bucket is missing");
  };
  const { client } = bench({ service: { endpoint: { parameters: {}, resolve } } });
  expect(client.meta.endpointUrl).toBeUndefined();
});

test("a client without operations has no methods to tell of", () => {
  const client = new TestClient({ region: "r", loadConfig: false });
  expect(client.meta.methodToApiMapping).toEqual({});
});

test("the model is loaded once, where the client brings one", async () => {
  const raw = { metadata: service, operations: {}, shapes: {} } as never;
  const load = vi.fn(async () => new ServiceModel(raw, "test"));
  class WithModel extends Test {
    override get "~model"() {
      return load;
    }
  }
  const { meta } = new WithModel({ region: "r", loadConfig: false });
  expect(load).not.toHaveBeenCalled();
  expect(await meta.serviceModel).toBe(await meta.serviceModel);
  expect((await meta.serviceModel).serviceName).toBe("test");
  expect(load).toHaveBeenCalledTimes(1);
});

test("a client without a model says where one is", () => {
  const { meta } = new TestClient({ region: "r", loadConfig: false });
  expect(() => meta.serviceModel).toThrow(
    expect.objectContaining({ name: "DataNotFoundError", message: expect.stringContaining("brings no model") }),
  );
});

test("making a client that is given region and credentials reads no file", () => {
  const unreadable = join(temporaryFolder(), "config");
  writeFileSync(unreadable, "[profile broken");
  vi.stubEnv("AWS_CONFIG_FILE", unreadable);
  vi.stubEnv("AWS_PROFILE", "broken");
  onTestFinished(() => void vi.unstubAllEnvs());
  const client = new TestClient({ region: "r", credentials });
  expect(client.meta.regionName).toBe("r");
  expect(() => client.meta.config).toThrow(/config/);
});

test("an unknown setting is an error when the client is made", () => {
  expect(() => new TestClient({ regoin: "r" } as never)).toThrow(/no setting "regoin"; did you mean "region"\?/);
});

test("send is the same as calling the operation", async () => {
  const { client, requests } = bench({ answers: [json({ Name: "sent" })] });
  const output = await client.send(getThing, { Name: "a" }, { readTimeoutMs: 1 });
  expectTypeOf(output.Name).toEqualTypeOf<string | undefined>();
  expect(output).toMatchObject({ Name: "sent" });
  expect(requests[0]?.url).toMatch(/\/things\/a$/);
});

test("an operation is refused with another service's client, or none, where types are off", async () => {
  const { client, requests } = bench();
  const foreign = operation<"museum", object, object, never>({
    name: "GetPicture",
    service: "museum",
    http: ["GET", "/"],
  });
  const refused = foreign(client as never, {});
  await expect(refused).rejects.toThrow(UnknownClientMethodError);
  await expect(refused).rejects.toThrow("GetPicture is an operation of museum, and was called with a client of test.");
  await expect(presign(client as never, foreign, {})).rejects.toThrow("GetPicture is an operation of museum");
  for (const none of [undefined, null, {}, { Bucket: "b" }]) {
    await expect(foreign(none as never, {})).rejects.toThrow(
      "GetPicture: the first argument must be a client of museum.",
    );
  }
  expect(requests).toEqual([]);
});

test("an operation does not compile with another service's client", () => {
  const other = {} as ServiceClient<"other">;
  // @ts-expect-error: "other" is not "test"
  expect(() => getThing(other, { Name: "a" })).toThrow();
});

test("an operation of another copy of core goes with this copy's client, and the other way round", async () => {
  const { client } = bench({ answers: [json({ Name: "a" })] });
  const foreignOperation: Operation<"test", ThingRequest, Thing, never> = Object.assign(
    (its: ServiceClient<"test">, input: ThingRequest) => its["~call"](structuredModel, input, undefined) as never,
    { model: getThing.model },
  );
  const { errors: _, ...structuredModel } = getThing.model;
  expect(await foreignOperation(client, { Name: "a" })).toMatchObject({ Name: "a" });
  const calls: unknown[] = [];
  const foreignClient: ServiceClient<"test"> = {
    "~service": "test",
    "~call": async (...given) => {
      calls.push(given);
      return { Name: "foreign" };
    },
  };
  expect(await getThing(foreignClient, { Name: "b" }, { maxAttempts: 1 })).toEqual({ Name: "foreign" });
  expect(calls).toEqual([[getThing.model, { Name: "b" }, { maxAttempts: 1 }]]);
});

test("a session makes clients that share its handlers, settings and credentials", async () => {
  const session = getSession();
  session.setCredentials({ ...credentials, accessKeyId: "AKIDSESSION" });
  session.register("before-call.test", ({ params }) => {
    params.headers["x-session"] = "1";
  });
  const sent: Record<string, string>[] = [];
  session.setDefaultClientConfig({
    region: "eu-west-3",
    loadConfig: false,
    httpHandler: {
      async send({ headers }) {
        sent.push(headers);
        return json({});
      },
    },
  });
  const client = session.createClient(Test);
  expectTypeOf(client).toEqualTypeOf<Test>();
  session.register("before-call.test", () => expect.fail("registered after the client was made"));
  await putThing(client, { Name: "a" });
  expect(client.meta.regionName).toBe("eu-west-3");
  expect(sent[0]).toMatchObject({ "x-session": "1" });
  expect(sent[0]?.["Authorization"]).toContain("Credential=AKIDSESSION/");
});

test("a session without built-in handlers makes clients without customizations", async () => {
  const handler = () => ({ Name: "customized" });
  const customizations = [{ event: "provide-client-params.test", handler }];
  const named = (session?: ReturnType<typeof getSession>) =>
    bench({ service: { customizations }, ...(session && { session }) });
  const usual = named();
  await getThing(usual.client, { Name: "a" });
  expect(usual.requests[0]?.url).toMatch(/customized$/);
  const bare = named(getSession({ includeBuiltinHandlers: false }));
  await getThing(bare.client, { Name: "a" });
  expect(bare.requests[0]?.url).toMatch(/a$/);
});

test("close lets connections go, those of other clients stay, and a later call opens new ones", async () => {
  const server = await httpServer((_, response) => response.end("{}"));
  const config = { region: "r", endpoint: server.url, credentials, loadConfig: false };
  const [one, other] = [new TestClient(config), new TestClient(config)];
  await getThing(one, { Name: "a" });
  await getThing(other, { Name: "a" });
  expect(server.accepted).toHaveLength(1);
  one.close();
  one.close();
  await getThing(other, { Name: "a" });
  expect(server.accepted).toHaveLength(1);
  const closed = new Promise((resolve) => server.accepted[0]?.on("close", resolve));
  other.close();
  await closed;
  await getThing(other, { Name: "a" });
  expect(server.accepted).toHaveLength(2);
  other.close();
});

test("a client is closed at the end of its block", async () => {
  const server = await httpServer((_, response) => response.end("{}"));
  {
    using client = new TestClient({ region: "r", endpoint: server.url, credentials, loadConfig: false });
    await getThing(client, { Name: "a" });
  }
  await new Promise((resolve) => server.accepted[0]?.on("close", resolve));
});

test("a handler that was given is for its giver to close", async () => {
  const handler = { send: async () => json({}), close: vi.fn() };
  const client = new TestClient({ region: "r", credentials, loadConfig: false, httpHandler: handler });
  await getThing(client, { Name: "a" });
  client.close();
  expect(handler.close).not.toHaveBeenCalled();
});

test("a client that never called has nothing to close", () => {
  expect(() => new Client(service, { region: "r", loadConfig: false }).close()).not.toThrow();
});

test("requests name the program", async () => {
  const { client, requests } = bench({ config: { userAgentExtra: "my-app/1" } });
  await getThing(client, { Name: "a" });
  expect(requests[0]?.headers["User-Agent"]).toMatch(
    /^Inia\/\S+ ua\/2\.1 os\/\S+ .* cfg\/retry-mode#standard my-app\/1$/,
  );
});

test("a model that a bundle left out is told of, with the cause", async () => {
  const cause = new Error("Cannot find module");
  class Bundled extends Test {
    override get "~model"() {
      return () => Promise.reject(cause);
    }
  }
  const { meta } = new Bundled({ region: "r", loadConfig: false });
  const failure = await meta.serviceModel.catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DataNotFoundError);
  expect(failure).toMatchObject({ cause, message: expect.stringContaining("subpath `/model`") });
});

test("clients that share a quota run dry together", async () => {
  const retryQuota = new RetryQuota(5);
  const failing = { answers: [json({}, 500)], config: { retryQuota } };
  await expect(getThing(bench(failing).client, { Name: "a" })).rejects.toMatchObject({ attempts: 2 });
  await expect(getThing(bench(failing).client, { Name: "a" })).rejects.toMatchObject({ attempts: 1 });
  expect(retryQuota.available).toBe(0);
});

test("a client tells what its connections are doing, where its handler knows", async () => {
  const idle = { open: 0, idle: 0, waiting: 0, unreadBodies: 0 };
  expect(new TestClient({ region: "eu-west-1", loadConfig: false }).metrics).toEqual(idle);
  expect(bench().client.metrics).toBeUndefined();
});
