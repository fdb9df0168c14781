import {
  ConditionalCheckFailedException,
  createTable,
  DynamoDBClient,
  deleteTable,
  getItem,
  paginateQuery,
  putItem,
  waitUntilTableExists,
} from "@inia/client-dynamodb";
import type { Context, Scenario } from "./context.js";
import { expectEqual, rejection } from "./expect.js";

export const dynamodbScenarios: readonly Scenario[] = [
  {
    name: "DynamoDB: create a table, wait for it",
    async run(context) {
      const { dynamodb, TableName } = open(context);
      await createTable(dynamodb, {
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [
          { AttributeName: "river", AttributeType: "S" },
          { AttributeName: "km", AttributeType: "N" },
        ],
        KeySchema: [
          { AttributeName: "river", KeyType: "HASH" },
          { AttributeName: "km", KeyType: "RANGE" },
        ],
      });
      await waitUntilTableExists(dynamodb, { TableName }, { delaySeconds: 1 });
    },
  },
  {
    name: "DynamoDB: put and get an item of every type",
    async run(context) {
      const { dynamodb, TableName } = open(context);
      const Item = {
        river: { S: "Negro" },
        km: { N: "2250" },
        wide: { BOOL: true },
        source: { NULL: true },
        names: { SS: ["Guainía", "Negro"] },
        map: { M: { depth: { N: "30.5" } } },
        list: { L: [{ S: "a" }, { N: "1" }] },
      };
      await putItem(dynamodb, { TableName, Item: { ...Item, bytes: { B: new Uint8Array([0, 1, 254, 255]) } } });
      const read = await getItem(dynamodb, {
        TableName,
        Key: { river: Item.river, km: Item.km },
        ConsistentRead: true,
      });
      const { bytes, ...rest } = read.Item ?? {};
      expectEqual([...(bytes?.B ?? [])], [0, 1, 254, 255], "bytes");
      for (const [name, value] of Object.entries(Item)) expectEqual(rest[name], value, name);
    },
  },
  {
    name: "DynamoDB: query pages",
    async run(context) {
      const { dynamodb, TableName } = open(context);
      const kilometres = ["1", "2", "3", "4", "5"];
      for (const N of kilometres) await putItem(dynamodb, { TableName, Item: { river: { S: "Madeira" }, km: { N } } });
      const found: (string | undefined)[] = [];
      const input = {
        TableName,
        KeyConditionExpression: "river = :river",
        ExpressionAttributeValues: { ":river": { S: "Madeira" } },
      };
      for await (const page of paginateQuery(dynamodb, input, { pageSize: 2 })) {
        found.push(...(page.Items ?? []).map((item) => item["km"]?.N));
      }
      expectEqual(found, kilometres, "kilometres");
    },
  },
  {
    name: "DynamoDB: a typed error",
    async run(context) {
      const { dynamodb, TableName } = open(context);
      const Item = { river: { S: "Negro" }, km: { N: "2250" } };
      const error = await rejection(
        putItem(dynamodb, { TableName, Item, ConditionExpression: "attribute_not_exists(river)" }),
        "putItem",
      );
      if (!(error instanceof ConditionalCheckFailedException)) throw new Error(`found ${String(error)}`);
      expectEqual(error.statusCode, 400, "status");
      await deleteTable(dynamodb, { TableName });
    },
  },
];

function open(context: Context): { dynamodb: DynamoDBClient; TableName: string } {
  return { dynamodb: new DynamoDBClient(context.configFor("dynamodb")), TableName: `inia-runtimes-${context.name}` };
}
