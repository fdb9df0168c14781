import { DynamoDBClient } from "@inia/client-dynamodb";
import { expect, test } from "vitest";
import { Decimal } from "../decimal.js";
import { documents } from "../documents.js";
import { attribute } from "../expressions/attribute.js";

/** Documents of a DynamoDB that gives one answer, and what was asked of it. */
function world(answer: object, numbers?: "decimal") {
  const asked: [operation: string | undefined, request: Record<string, unknown>][] = [];
  const client = new DynamoDBClient({
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    loadConfig: false,
    httpHandler: {
      async send({ headers, body }) {
        const target = Object.entries(headers).find(([name]) => name.toLowerCase() === "x-amz-target")?.[1];
        asked.push([target?.split(".")[1], JSON.parse(new TextDecoder().decode(body as Uint8Array))]);
        return { status: 200, headers: {}, body: new TextEncoder().encode(JSON.stringify(answer)) };
      },
    },
  });
  return { db: documents(client, { numbers }), asked };
}

const TableName = "films";
const Key = { id: 1 };

test("each write of a transaction has its own names and values", async () => {
  const { db, asked } = world({
    ItemCollectionMetrics: { films: [{ ItemCollectionKey: { id: { N: "1" } }, SizeEstimateRangeGB: [0, 1] }] },
  });
  const output = await db.transactWrite({
    ClientRequestToken: "token",
    TransactItems: [
      { Put: { TableName, Item: { id: 1, tags: new Set(["a"]) }, condition: attribute("id").notExists() } },
      { Update: { TableName, Key, set: { views: attribute("views").plus(1) }, condition: { open: true } } },
      { Delete: { TableName, Key: { id: 2 }, condition: attribute("views").lt(5) } },
      {
        ConditionCheck: {
          TableName,
          Key: { id: 3 },
          ConditionExpression: "#a = :a",
          ExpressionAttributeNames: { "#a": "a" },
          ExpressionAttributeValues: { ":a": [null] },
        },
      },
    ],
  });
  expect(asked).toEqual([
    [
      "TransactWriteItems",
      {
        ClientRequestToken: "token",
        TransactItems: [
          {
            Put: {
              TableName,
              Item: { id: { N: "1" }, tags: { SS: ["a"] } },
              ConditionExpression: "attribute_not_exists(#n0)",
              ExpressionAttributeNames: { "#n0": "id" },
            },
          },
          {
            Update: {
              TableName,
              Key: { id: { N: "1" } },
              UpdateExpression: "SET #n0 = #n0 + :v0",
              ConditionExpression: "#n1 = :v1",
              ExpressionAttributeNames: { "#n0": "views", "#n1": "open" },
              ExpressionAttributeValues: { ":v0": { N: "1" }, ":v1": { BOOL: true } },
            },
          },
          {
            Delete: {
              TableName,
              Key: { id: { N: "2" } },
              ConditionExpression: "#n0 < :v0",
              ExpressionAttributeNames: { "#n0": "views" },
              ExpressionAttributeValues: { ":v0": { N: "5" } },
            },
          },
          {
            ConditionCheck: {
              TableName,
              Key: { id: { N: "3" } },
              ConditionExpression: "#a = :a",
              ExpressionAttributeNames: { "#a": "a" },
              ExpressionAttributeValues: { ":a": { L: [{ NULL: true }] } },
            },
          },
        ],
      },
    ],
  ]);
  expect(output.ItemCollectionMetrics).toEqual({
    films: [{ ItemCollectionKey: { id: 1 }, SizeEstimateRangeGB: [0, 1] }],
  });
});

test("the reads of a transaction are answered in their order", async () => {
  const { db, asked } = world({ Responses: [{ Item: { title: { S: "Alien" } } }, {}] });
  const { Responses } = await db.transactGet<{ title: string }>({
    TransactItems: [{ Get: { TableName, Key, projection: ["title"] } }, { Get: { TableName, Key: { id: 2 } } }],
  });
  expect(Responses).toEqual([{ Item: { title: "Alien" } }, {}]);
  expect(asked[0]?.[1]["TransactItems"]).toEqual([
    {
      Get: {
        TableName,
        Key: { id: { N: "1" } },
        ProjectionExpression: "#n0",
        ExpressionAttributeNames: { "#n0": "title" },
      },
    },
    { Get: { TableName, Key: { id: { N: "2" } } } },
  ]);
});

test("members of DynamoDB's own go as they are, and numbers are read as asked for", async () => {
  const answer = {
    Attributes: { views: { N: "1.0" } },
    ConsumedCapacity: { CapacityUnits: 2 },
    ItemCollectionMetrics: { ItemCollectionKey: { id: { N: "1" } } },
  };
  const { db, asked } = world(answer, "decimal");
  const output = await db.delete({
    TableName,
    Key,
    ReturnValues: "ALL_OLD",
    ReturnConsumedCapacity: "TOTAL",
    ConditionExpression: "#v > :v",
    ExpressionAttributeNames: { "#v": "views" },
    ExpressionAttributeValues: { ":v": 0 },
  });
  expect(asked).toEqual([
    [
      "DeleteItem",
      {
        TableName,
        Key: { id: { N: "1" } },
        ReturnValues: "ALL_OLD",
        ReturnConsumedCapacity: "TOTAL",
        ConditionExpression: "#v > :v",
        ExpressionAttributeNames: { "#v": "views" },
        ExpressionAttributeValues: { ":v": { N: "0" } },
      },
    ],
  ]);
  expect(output).toMatchObject({
    Attributes: { views: new Decimal("1") },
    ConsumedCapacity: { CapacityUnits: 2 },
    ItemCollectionMetrics: { ItemCollectionKey: { id: new Decimal("1") } },
  });
});

test("what cannot be sent says where it is, and nothing is", async () => {
  const { db, asked } = world({});
  const bad = [1, undefined] as number[];
  for (const [path, call] of [
    ["Item.list[1]", () => db.put({ TableName, Item: { id: 1, list: bad } })],
    ["Key.id", () => db.get({ TableName, Key: { id: Number.NaN } })],
    ["list[1]", () => db.update({ TableName, Key, set: { list: bad } })],
    ["cast[0].list[1]", () => db.update({ TableName, Key, set: [[attribute("cast", 0, "list"), bad]] })],
    ["ExclusiveStartKey.id", () => db.scan({ TableName, ExclusiveStartKey: { id: Number.NaN } })],
    [
      'ExpressionAttributeValues[":v"][1]',
      () => db.query({ TableName, KeyConditionExpression: "a = :v", ExpressionAttributeValues: { ":v": bad } }),
    ],
  ] as const) {
    await expect(call()).rejects.toMatchObject({ name: "DocumentError", path });
  }
  expect(asked).toEqual([]);
});
