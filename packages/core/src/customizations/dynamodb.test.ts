import { expect, test } from "vitest";
import { Client } from "../client/client.js";
import type { ServiceDescriptor } from "../client/service-descriptor.js";
import type { HttpResponse } from "../http/message.js";
import { json } from "../protocols/json.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { customizations } from "./dynamodb.js";

const service: ServiceDescriptor<"dynamodb"> = {
  id: "dynamodb",
  folder: "dynamodb",
  serviceId: "DynamoDB",
  apiVersion: "2012-08-10",
  endpointPrefix: "dynamodb",
  signingName: "dynamodb",
  targetPrefix: "DynamoDB_20120810",
  jsonVersion: "1.0",
  protocol: json,
  endpoint: { parameters: {}, resolve: () => ({ url: "https://dynamodb.test", properties: {}, headers: {} }) },
  customizations,
};
const listTables: OperationDescriptor = { name: "ListTables", http: ["POST", "/"], output: { TableNames: ["l", 0] } };
const body = new TextEncoder().encode('{"TableNames":["a"]}');

type Answer = string | [crc: string, body: string];

function answering(retryMode: "standard" | "legacy", ...answers: Answer[]) {
  let calls = 0;
  const send = async (): Promise<HttpResponse> => {
    const [crc, text] = [answers[calls++]!].flat();
    return { status: 200, headers: { "x-amz-crc32": crc! }, body: text ? new TextEncoder().encode(text) : body };
  };
  const client = new Client(service, {
    region: "us-east-1",
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
    httpHandler: { send },
    sleep: async () => {},
    loadConfig: false,
    retryMode,
  });
  return { client, calls: () => calls };
}

test("a body with the CRC that its head announces is taken at once", async () => {
  const { client, calls } = answering("standard", "402819276", "0");
  const expected = await client["~call"](listTables, {}, undefined);
  expect(expected).toMatchObject({ TableNames: ["a"] });
  expect(calls()).toBe(1);
});

test("a body with another CRC is asked for again", async () => {
  const { client, calls } = answering("standard", "1", "402819276");
  await client["~call"](listTables, {}, undefined);
  expect(calls()).toBe(2);
});

test.each(["standard", "legacy"] as const)("also one that is no JSON any more (%s)", async (retryMode) => {
  const { client, calls } = answering(retryMode, ["1", '{"TableNames":["a"'], "402819276");
  expect(await client["~call"](listTables, {}, undefined)).toMatchObject({ TableNames: ["a"] });
  expect(calls()).toBe(2);
});

test("JSON that is none although its CRC is right is not asked for again", async () => {
  const { client, calls } = answering("standard", ["366298937", "{"]);
  await expect(client["~call"](listTables, {}, undefined)).rejects.toMatchObject({ name: "ResponseParserError" });
  expect(calls()).toBe(1);
});
