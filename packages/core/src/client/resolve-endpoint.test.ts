import { expect, test } from "vitest";
import type { AwsCredentials } from "../auth/identity.js";
import {
  accountId,
  accountIdEndpointMode,
  type BuiltIn,
  givenEndpoint,
  region,
  useDualStack,
  useFips,
} from "../endpoints/built-ins.js";
import type { Endpoint } from "../endpoints/endpoint.js";
import { EndpointResolutionError } from "../errors/endpoint.js";
import { renderHostPrefix } from "../protocols/host-prefix.js";
import { HOST_LABEL, REQUIRED, STRING, URI } from "../schema/codes.js";
import type { OperationDescriptor } from "../schema/operation.js";
import type { ServiceDescriptor } from "./service-descriptor.js";
import { bench, credentials, getThing, operation, type TestSetup } from "./test-service.fixture.js";

type Parameters = Record<string, unknown>;

/** A service whose rules note what they are asked, and answer alike. */
function rules(parameters: Readonly<Record<string, BuiltIn | undefined>>, answer: Partial<Endpoint> = {}) {
  const asked: Parameters[] = [];
  const service: Partial<ServiceDescriptor<"test">> = {
    endpoint: {
      parameters,
      resolve(given) {
        asked.push(given as Parameters);
        return { url: "https://rules.example.com/base", properties: {}, headers: {}, ...answer };
      },
    },
  };
  return { asked, service };
}

async function askedWith(
  parameters: Readonly<Record<string, BuiltIn | undefined>>,
  model: Partial<OperationDescriptor> = {},
  setup: TestSetup = {},
  input: object = { Name: "a" },
): Promise<Parameters> {
  const { asked, service } = rules(parameters);
  const { client } = bench({ ...setup, service: { ...service, ...setup.service } });
  const called = operation({ ...getThing.model, ...model });
  await called(client, input);
  return asked[0]!;
}

test("rules get what they declare and nothing else", async () => {
  const asked = await askedWith({ Region: region });
  expect(asked).toEqual({ Region: "eu-west-1" });
});

test("a parameter comes from the operation, its input, the client's parameters, the settings, in this order", async () => {
  const parameters = { Where: region };
  const fromClient = {
    config: { clientContextParams: { Where: "client" } },
    service: { clientContextParams: { Where: "string" } },
  };
  const fromInput = { contextParams: { Where: "Filter" } };
  const computed = { operationContextParams: { Where: ({ Name }: { Name: string }) => `computed ${Name}` } };
  const fixed = { staticContextParams: { Where: "static" } };
  const input = { Name: "a", Filter: "member" };
  expect(await askedWith(parameters, { ...fixed, ...fromInput, ...computed }, fromClient, input)).toEqual({
    Where: "static",
  });
  expect(await askedWith(parameters, { ...fromInput, ...computed }, fromClient, input)).toEqual({ Where: "member" });
  expect(await askedWith(parameters, { ...fromInput, ...computed }, fromClient)).toEqual({ Where: "computed a" });
  expect(await askedWith(parameters, fromInput, fromClient)).toEqual({ Where: "client" });
  expect(await askedWith(parameters, fromInput)).toEqual({ Where: "eu-west-1" });
});

test("false, empty text and empty lists are values", async () => {
  const parameters = { Flag: undefined, Empty: undefined, List: undefined, Missing: undefined };
  const model: Partial<OperationDescriptor> = {
    staticContextParams: { Flag: false },
    contextParams: { Empty: "Filter" },
    operationContextParams: { List: () => [], Missing: () => null },
  };
  expect(await askedWith(parameters, model, {}, { Name: "a", Filter: "" })).toEqual({
    Flag: false,
    Empty: "",
    List: [],
  });
});

test("client parameters that the service does not have are not looked at", async () => {
  expect(await askedWith({ Where: undefined }, {}, { config: { clientContextParams: { Where: "client" } } })).toEqual(
    {},
  );
});

test("settings reach the rules by the names of their built-ins", async () => {
  const builtIns = [region, useFips, useDualStack, givenEndpoint, accountIdEndpointMode];
  const parameters = Object.fromEntries(builtIns.map((builtIn) => [builtIn.name, builtIn]));
  expect(await askedWith(parameters, {}, { config: { useFipsEndpoint: true, useDualstackEndpoint: true } })).toEqual({
    "AWS::Region": "eu-west-1",
    "AWS::UseFIPS": true,
    "AWS::UseDualStack": true,
    "AWS::Auth::AccountIdEndpointMode": "preferred",
  });
  expect(await askedWith(parameters, {}, { config: { endpoint: "http://localhost:1" } })).toMatchObject({
    "SDK::Endpoint": "http://localhost:1",
    "AWS::UseFIPS": false,
  });
});

const account = { AccountId: accountId };

test("credentials are asked for the account where the rules want it, and nowhere else", async () => {
  let asked = 0;
  const provide = async (): Promise<AwsCredentials> => {
    asked += 1;
    return { ...credentials, accountId: "123456789012" };
  };
  const unsigned = { auth: ["smithy.api#noAuth"] } as const;
  expect(await askedWith(account, unsigned, { config: { credentials: provide } })).toEqual({
    AccountId: "123456789012",
  });
  expect(asked).toBe(1);
  await askedWith({ Region: undefined }, unsigned, { config: { credentials: provide } });
  await askedWith(account, unsigned, { config: { credentials: provide, accountIdEndpointMode: "disabled" } });
  expect(asked).toBe(1);
});

test("credentials without an account leave it out", async () => {
  expect(await askedWith(account)).toEqual({});
});

test("handlers may change the built-ins of one call, and only of it", async () => {
  const { asked, service } = rules({ Region: region });
  const { client } = bench({ service });
  let times = 0;
  client.meta.events.register("before-endpoint-resolution.test", ({ builtins }) => {
    if (times++ === 0) builtins["AWS::Region"] = "elsewhere";
  });
  await getThing(client, { Name: "a" });
  await getThing(client, { Name: "a" });
  expect(asked).toEqual([{ Region: "elsewhere" }, { Region: "eu-west-1" }]);
});

test("a handler may give a refusal of the rules a class of its own", async () => {
  const refuse = () => {
    throw new EndpointResolutionError("Refused by rule");
  };
  const { client } = bench({ service: { endpoint: { parameters: {}, resolve: refuse } } });
  await expect(getThing(client, { Name: "a" })).rejects.toMatchObject({
    name: "EndpointResolutionError",
    message: "Refused by rule",
    operation: "GetThing",
  });
  class OwnRefusal extends Error {}
  client.meta.events.register("before-endpoint-resolution", ({ context }) => {
    context.endpointError = ({ message }) => new OwnRefusal(message);
  });
  await expect(getThing(client, { Name: "a" })).rejects.toThrow(OwnRefusal);
});

test("the endpoint's scheme and region sign the request", async () => {
  const authSchemes = [{ name: "sigv4", signingName: "other", signingRegion: "us-east-1" }];
  const { service } = rules({}, { properties: { authSchemes } });
  const { client, requests } = bench({ service });
  await getThing(client, { Name: "a" });
  expect(requests[0]?.headers["Authorization"]).toContain("Credential=AKIDTEST/20200101/us-east-1/other/aws4_request");
});

test("the endpoint's headers go with the request, in place of those of the same name", async () => {
  const { service } = rules({}, { headers: { "X-Tag": ["rule", "ignored"], "x-empty": [] } });
  const { client, requests } = bench({ service });
  client.meta.events.register("before-call", ({ params }) => {
    expect(params.headers).toEqual({ "X-Tag": "rule" });
  });
  await getThing(client, { Name: "a" });
  expect(requests[0]?.headers).toMatchObject({ "X-Tag": "rule" });
});

test("the endpoint's path stands before the operation's", async () => {
  const { service } = rules({});
  const { client, requests } = bench({ service });
  await getThing(client, { Name: "a" });
  expect(requests[0]?.url).toBe("https://rules.example.com/base/things/a");
});

test("without TLS the rules' URLs become http", async () => {
  const { client, requests } = bench({ config: { useSsl: false } });
  await getThing(client, { Name: "a" });
  expect(requests[0]?.url).toBe("http://test.eu-west-1.amazonaws.com/things/a");
});

test("a given endpoint keeps its scheme", async () => {
  const { client, requests } = bench({ config: { useSsl: false, endpoint: "https://localhost:4566/base/" } });
  await getThing(client, { Name: "a" });
  expect(requests[0]?.url).toBe("https://localhost:4566/base/things/a");
});

test.each([
  ["https://localhost:4566/base?key=1", "https://localhost:4566/base/things/a?key=1"],
  ["https://localhost:4566?key=1", "https://localhost:4566/things/a?key=1"],
])("a given endpoint's query stands behind the path: %s", async (endpoint, url) => {
  const { client, requests } = bench({ config: { endpoint } });
  await getThing(client, { Name: "a" });
  expect(requests[0]?.url).toBe(url);
});

const inAccount = operation<{ Name: string; Account: string }, object>({
  ...getThing.model,
  hostPrefix: "{Account}.data-",
  renderHostPrefix,
  input: { Name: ["t", STRING, URI + REQUIRED], Account: ["t", STRING, HOST_LABEL + REQUIRED] },
});

test("a host prefix without labels stands as it is", async () => {
  const { client, requests } = bench();
  await operation({ ...getThing.model, hostPrefix: "data." })(client, { Name: "a" });
  expect(requests[0]?.url).toBe("https://data.test.eu-west-1.amazonaws.com/things/a");
});

test("a host prefix stands before the host, unless it is switched off", async () => {
  const { client, requests } = bench();
  await inAccount(client, { Name: "a", Account: "12" });
  expect(requests[0]?.url).toBe("https://12.data-test.eu-west-1.amazonaws.com/things/a");
  const other = bench({ config: { injectHostPrefix: false } });
  await inAccount(other.client, { Name: "a", Account: "12" });
  expect(other.requests[0]?.url).toBe("https://test.eu-west-1.amazonaws.com/things/a");
});
