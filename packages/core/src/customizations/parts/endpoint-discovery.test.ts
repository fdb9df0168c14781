import { expect, test } from "vitest";
import { call } from "../../client/call.js";
import { ClientState } from "../../client/client-state.js";
import type { Customization, ServiceDescriptor } from "../../client/service-descriptor.js";
import type { ClientConfig } from "../../config/client-config.js";
import { givenEndpoint } from "../../endpoints/built-ins.js";
import { EndpointConnectionError } from "../../errors/http.js";
import type { HttpResponse } from "../../http/message.js";
import { json } from "../../protocols/json.js";
import type { OperationDescriptor } from "../../schema/operation.js";
import * as dynamodb from "../dynamodb.js";
import * as timestreamQuery from "../timestream-query.js";
import * as timestreamWrite from "../timestream-write.js";
import { discoverEndpoints } from "./endpoint-discovery.js";

const service: ServiceDescriptor = {
  id: "cells",
  folder: "cells",
  serviceId: "Cells",
  apiVersion: "2020-01-01",
  endpointPrefix: "cells",
  signingName: "cells",
  targetPrefix: "Cells",
  jsonVersion: "1.0",
  endpointDiscovery: 1,
  protocol: json,
  endpoint: {
    parameters: { Endpoint: givenEndpoint },
    resolve: ({ Endpoint = "https://cells.example.com" }: { Endpoint?: string }) => ({
      url: Endpoint,
      properties: {},
      headers: {},
    }),
  },
  customizations: discoverEndpoints("cells"),
};

const read: OperationDescriptor = { name: "Read", http: ["POST", "/"], output: {}, discovery: { required: 1 } };
const list: OperationDescriptor = { name: "List", http: ["POST", "/"], output: {}, discovery: {} };

/** What is answered, in order, to questions for an endpoint; the last answer repeats. */
type Answers = readonly (HttpResponse | Error)[];

interface Options extends ClientConfig {
  /** Addresses that refuse calls, and how. */
  readonly refusals?: Readonly<Record<string, HttpResponse>>;
}

function createClient(answers: Answers, { refusals = {}, ...config }: Options = {}) {
  const sent: string[] = [];
  const time = { now: Date.UTC(2026, 0, 2) };
  let asked = 0;
  const state = new ClientState(
    service,
    {
      region: "eu-west-1",
      credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
      loadConfig: false,
      maxAttempts: 1,
      clock: () => time.now,
      httpHandler: {
        async send({ url, headers }) {
          const operation = headers["X-Amz-Target"]!.split(".")[1]!;
          sent.push(`${operation} ${url}`);
          if (operation !== "DescribeEndpoints") return refusals[url] ?? ok({});
          const answer = answers[Math.min(asked++, answers.length - 1)]!;
          if (answer instanceof Error) throw answer;
          return answer;
        },
      },
      ...config,
    },
    undefined,
    () => undefined,
  );
  return { state, sent, time, read: () => call(state, read, {}), list: () => call(state, list, {}) };
}

function ok(body: object): HttpResponse {
  return { status: 200, headers: {}, body: new TextEncoder().encode(JSON.stringify(body)) };
}

function failure(code: string, status = 400): HttpResponse {
  return { ...ok({ __type: code, message: "No." }), status };
}

function told(...addresses: string[]): HttpResponse {
  return ok({ Endpoints: addresses.map((Address) => ({ Address, CachePeriodInMinutes: 10 })) });
}

const unreachable = new EndpointConnectionError("There is nobody.");
const asksFirst = "DescribeEndpoints https://cells.example.com/";
const minute = 60_000;

test("an operation that needs it goes where the service tells, and later calls go there at once", async () => {
  const client = createClient([told("a.example.com", "b.example.com")]);
  await client.read();
  await client.read();
  expect(client.sent).toEqual([asksFirst, "Read https://a.example.com", "Read https://a.example.com"]);
});

test("an address with a scheme stands as it is", async () => {
  const client = createClient([told("http://a.example.com/base")]);
  await client.read();
  expect(client.sent).toEqual([asksFirst, "Read http://a.example.com/base"]);
});

test("what was told is the client's own", async () => {
  await createClient([told("a.example.com")]).read();
  const other = createClient([told("b.example.com")]);
  await other.read();
  expect(other.sent).toEqual([asksFirst, "Read https://b.example.com"]);
});

test.each<[ClientConfig["endpointDiscoveryEnabled"], string[]]>([
  ["auto", ["List https://cells.example.com/"]],
  [false, ["List https://cells.example.com/"]],
  [true, [asksFirst, "List https://a.example.com"]],
])("with discovery %s, an operation that can do without it sends %j", async (endpointDiscoveryEnabled, sent) => {
  const client = createClient([told("a.example.com")], { endpointDiscoveryEnabled });
  await client.list();
  expect(client.sent).toEqual(sent);
});

test("an operation that needs discovery is refused where it is switched off", async () => {
  const client = createClient([told("a.example.com")], { endpointDiscoveryEnabled: false });
  await expect(client.read()).rejects.toMatchObject({ name: "EndpointDiscoveryRequired", operation: "Read" });
  expect(client.sent).toEqual([]);
});

test.each([true, false] as const)("an endpoint given in code stays, with discovery %s", async (enabled) => {
  const endpoint = "http://localhost:8000";
  const client = createClient([told("a.example.com")], { endpoint, endpointDiscoveryEnabled: enabled });
  await client.read();
  expect(client.sent).toEqual(["Read http://localhost:8000/"]);
});

test("when its time is over, an address is asked for again", async () => {
  const client = createClient([told("a.example.com"), told("b.example.com")]);
  await client.read();
  client.time.now += 10 * minute - 1;
  await client.read();
  client.time.now += 1;
  await client.read();
  expect(client.sent.slice(2)).toEqual(["Read https://a.example.com", asksFirst, "Read https://b.example.com"]);
});

test("when asking fails, the old address serves, and nothing is asked for a minute", async () => {
  const client = createClient([told("a.example.com"), unreachable, told("b.example.com")]);
  await client.read();
  client.time.now += 10 * minute;
  await client.read();
  client.time.now += minute - 1;
  await client.read();
  client.time.now += 1;
  await client.read();
  expect(client.sent.slice(2)).toEqual([
    asksFirst,
    "Read https://a.example.com",
    "Read https://a.example.com",
    asksFirst,
    "Read https://b.example.com",
  ]);
});

test("when asking fails, an operation that can do without goes to the usual endpoint", async () => {
  const client = createClient([unreachable], { endpointDiscoveryEnabled: true });
  await client.list();
  await client.list();
  const usual = "List https://cells.example.com/";
  expect(client.sent).toEqual([asksFirst, usual, usual]);
});

test("an operation that needs an address fails without one, and asks again the next time", async () => {
  const client = createClient([unreachable, told("a.example.com")]);
  await expect(client.read()).rejects.toMatchObject({ name: "EndpointDiscoveryRefreshFailed", cause: unreachable });
  await client.read();
  expect(client.sent).toEqual([asksFirst, asksFirst, "Read https://a.example.com"]);
});

test("an answer without addresses is a failure, too", async () => {
  const client = createClient([told()]);
  await expect(client.read()).rejects.toMatchObject({ name: "EndpointDiscoveryRefreshFailed" });
});

test("the service's own error is the call's", async () => {
  const client = createClient([failure("AccessDeniedException")], { endpointDiscoveryEnabled: true });
  await expect(client.list()).rejects.toMatchObject({ name: "ClientError", code: "AccessDeniedException" });
});

test.each([
  ["status 421", failure("Misdirected", 421)],
  ["InvalidEndpointException", failure("InvalidEndpointException")],
])("%s has another address asked for, and the call sent there", async (_, refusal) => {
  const refusals = { "https://a.example.com": refusal };
  const client = createClient([told("a.example.com"), told("b.example.com")], { refusals });
  await client.read();
  expect(client.sent.slice(1)).toEqual(["Read https://a.example.com", asksFirst, "Read https://b.example.com"]);
});

test("other errors do not", async () => {
  const refusals = { "https://a.example.com": failure("ValidationException") };
  const client = createClient([told("a.example.com")], { refusals });
  await expect(client.read()).rejects.toMatchObject({ code: "ValidationException" });
  expect(client.sent).toHaveLength(2);
});

test("a call that did not go to a told address is not repeated", async () => {
  const refusals = { "https://cells.example.com/": failure("InvalidEndpointException") };
  const client = createClient([told("a.example.com")], { refusals });
  await expect(client.list()).rejects.toMatchObject({ code: "InvalidEndpointException" });
  expect(client.sent).toHaveLength(1);
});

test("a service that always refuses ends the call at last", async () => {
  const refusals = { "https://a.example.com": failure("InvalidEndpointException") };
  const client = createClient([told("a.example.com")], { refusals });
  await expect(client.read()).rejects.toMatchObject({ code: "InvalidEndpointException", attempts: 11 });
});

test("calls that wait share one question; to abort one ends it at once, and it alone", async () => {
  const client = createClient([told("a.example.com")]);
  const controller = new AbortController();
  let answer: () => void = () => {};
  const isAnswered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  client.state.events.register("before-send.cells.DescribeEndpoints", () => {
    controller.abort(new Error("enough"));
    return isAnswered;
  });
  const aborted = call(client.state, read, {}, { signal: controller.signal });
  const others = [client.read(), client.read()];
  await expect(aborted).rejects.toThrow("enough");
  answer();
  await Promise.all(others);
  expect(client.sent).toEqual([asksFirst, "Read https://a.example.com", "Read https://a.example.com"]);
});

test.each<[string, readonly Customization[]]>([
  ["dynamodb", dynamodb.customizations],
  ["timestream-query", timestreamQuery.customizations],
  ["timestream-write", timestreamWrite.customizations],
])("%s registers all handlers under its name", (name, customizations) => {
  expect(customizations.map(({ event, order }) => [event, order]).slice(0, 3)).toEqual([
    [`before-parameter-build.${name}`, undefined],
    [`request-created.${name}`, "first"],
    [`needs-retry.${name}`, undefined],
  ]);
});
