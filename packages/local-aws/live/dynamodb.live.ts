import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDB,
  ResourceNotFoundException,
  TransactionCanceledException,
} from "@inia/client-dynamodb";
import { expect, test } from "vitest";
import { useMoto } from "./live.js";

const live = useMoto();

test("an item of every type comes back as it was put", async () => {
  const { dynamodb, TableName } = await withTable("types");
  const Item: Record<string, AttributeValue> = {
    id: { S: "all" },
    number: { N: "-1500" },
    bytes: { B: new Uint8Array([0, 255]) },
    flag: { BOOL: false },
    nothing: { NULL: true },
    list: { L: [{ S: "a" }, { N: "1" }] },
    map: { M: { inner: { SS: ["x", "y"] } } },
  };
  await dynamodb.putItem({ TableName, Item });
  const got = await dynamodb.getItem({ TableName, Key: { id: { S: "all" } }, ConsistentRead: true });
  expect(got.Item).toEqual(Item);
});

test("an update returns what it changed", async () => {
  const { dynamodb, TableName } = await withTable("updates");
  const { Attributes } = await dynamodb.updateItem({
    TableName,
    Key: { id: { S: "counter" } },
    UpdateExpression: "ADD seen :one",
    ExpressionAttributeValues: { ":one": { N: "1" } },
    ReturnValues: "ALL_NEW",
  });
  expect(Attributes).toEqual({ id: { S: "counter" }, seen: { N: "1" } });
});

test("a scan goes over pages", async () => {
  const { dynamodb, TableName } = await withTable("pages");
  const ids = ["a", "b", "c", "d", "e"];
  await dynamodb.batchWriteItem({
    RequestItems: { [TableName]: ids.map((id) => ({ PutRequest: { Item: { id: { S: id } } } })) },
  });
  const found: (string | undefined)[] = [];
  for await (const item of dynamodb.getPaginator("scan").paginate({ TableName }, { pageSize: 2 }).items()) {
    found.push(item["id"]?.S);
  }
  expect(found.sort()).toEqual(ids);
});

test("conditions and transactions fail with their own errors", async () => {
  const { dynamodb, TableName } = await withTable("conditions");
  const put = { TableName, Item: { id: { S: "once" } }, ConditionExpression: "attribute_not_exists(id)" };
  await dynamodb.putItem(put);
  await expect(dynamodb.putItem(put)).rejects.toBeInstanceOf(ConditionalCheckFailedException);
  const error: unknown = await dynamodb
    .transactWriteItems({ TransactItems: [{ Put: put }] })
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(TransactionCanceledException);
  expect(error).toMatchObject({ CancellationReasons: [{ Code: "ConditionalCheckFailed" }] });
});

test("tables are described, listed, waited for and deleted", async () => {
  const { dynamodb, TableName } = await withTable("tables");
  const { Table } = await dynamodb.describeTable({ TableName });
  expect(Table).toMatchObject({ TableStatus: "ACTIVE", ItemCount: 0, KeySchema: [{ KeyType: "HASH" }] });
  expect(Table?.CreationDateTime?.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
  expect((await dynamodb.listTables()).TableNames).toContain(TableName);

  await dynamodb.deleteTable({ TableName });
  await dynamodb.getWaiter("tableNotExists").wait({ TableName });
  await expect(dynamodb.describeTable({ TableName })).rejects.toBeInstanceOf(ResourceNotFoundException);
});

async function withTable(TableName: string): Promise<{ readonly dynamodb: DynamoDB; readonly TableName: string }> {
  const dynamodb = new DynamoDB(live.config);
  await dynamodb.createTable({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  });
  await dynamodb.getWaiter("tableExists").wait({ TableName });
  return { dynamodb, TableName };
}
