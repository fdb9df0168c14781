import { expect, test } from "vitest";
import { startDynamoDB } from "./dynamodb.js";
import { signAndSend, type TestResponse } from "./testing/send.js";
import type { SignOptions } from "./testing/sign.js";

function caller(
  endpoint: string,
): (operation: string, input: object, options?: Partial<SignOptions>) => Promise<TestResponse> {
  return (operation, input, options) => {
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `DynamoDB_20120810.${operation}`,
    };
    const request = { method: "POST", url: `${endpoint}/`, headers, body: JSON.stringify(input) };
    return signAndSend(request, { service: "dynamodb", ...options });
  };
}

test("a table is made at once, and holds items", async () => {
  await using dynamodb = await startDynamoDB();
  const call = caller(dynamodb.endpoint);
  await call("CreateTable", {
    TableName: "tbl",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  const Item = { id: { S: "1" }, n: { N: "2" } };
  expect((await call("PutItem", { TableName: "tbl", Item })).status).toBe(200);
  const got = await call("GetItem", { TableName: "tbl", Key: { id: { S: "1" } } });
  expect(JSON.parse(got.text).Item).toEqual(Item);
  expect(got.headers["x-amz-crc32"]).toMatch(/^\d+$/);
  expect(dynamodb.requests.at(-1)).toMatchObject({
    service: "dynamodb",
    operation: "GetItem",
    accessKeyId: "AKIDEXAMPLE",
  });
  const missing = await call("GetItem", { TableName: "none", Key: { id: { S: "1" } } });
  expect([missing.status, JSON.parse(missing.text).__type]).toEqual([
    400,
    "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException",
  ]);
});

test.each<[string, Partial<SignOptions>, string]>([
  ["another secret key", { secretAccessKey: "x" }, "InvalidSignatureException"],
  ["an unknown key", { accessKeyId: "x" }, "UnrecognizedClientException"],
  ["another region", { region: "eu-west-1" }, "InvalidSignatureException"],
  ["an unsigned target", { unsigned: ["x-amz-target"] }, "InvalidSignatureException"],
])("refused before the database: %s", async (_, options, code) => {
  await using dynamodb = await startDynamoDB();
  const got = await caller(dynamodb.endpoint)("ListTables", {}, options);
  expect([got.status, JSON.parse(got.text).__type]).toEqual([400, `com.amazon.coral.service#${code}`]);
});
