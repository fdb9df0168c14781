import {
  type AttributeValue,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  paginateScan,
  QueryCommand,
  UpdateItemCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";

const client = new DynamoDBClient({});
const TableName = "EspressoDrinks";

/** A table and its items, in DynamoDB's own form. */
export async function main() {
  const created = await client.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: "DrinkName", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "DrinkName", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName });
  const item: Record<string, AttributeValue> = {
    DrinkName: { S: "Mocha" },
    Variants: { SS: ["White Chocolate Mocha", "Peppermint Mocha"] },
    Price: { N: "4.5" },
    Seal: { B: new Uint8Array([1, 2, 3]) },
    Open: { BOOL: true },
    Note: { NULL: true },
  };
  const put = await client.send(new PutItemCommand({ TableName, Item: item }));
  const got = await client.send(new GetItemCommand({ TableName, Key: { DrinkName: { S: "Mocha" } } }));
  await client.send(
    new BatchWriteItemCommand({
      RequestItems: {
        [TableName]: ["Latte", "Cortado", "Lungo"].map((name) => ({
          PutRequest: { Item: marshall({ DrinkName: name, shots: [1, 2], size: { ml: 120 } }) },
        })),
      },
    }),
  );
  const updated = await client.send(
    new UpdateItemCommand({
      TableName,
      Key: marshall({ DrinkName: "Latte" }),
      UpdateExpression: "set Price = :p",
      ExpressionAttributeValues: marshall({ ":p": 3 }),
      ReturnValues: "ALL_NEW",
    }),
  );
  const query = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: "DrinkName = :d",
      ExpressionAttributeValues: { ":d": { S: "Cortado" } },
    }),
  );
  let scanned = 0;
  for await (const page of paginateScan({ client, pageSize: 2 }, { TableName })) scanned += page.Items?.length ?? 0;
  const tables = await client.send(new ListTablesCommand({}));
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  let caught: unknown;
  try {
    await client.send(
      new PutItemCommand({ TableName, Item: item, ConditionExpression: "attribute_not_exists(DrinkName)" }),
    );
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) caught = [error.name, error.message, error.$fault];
  }
  return {
    created: created.TableDescription?.TableName,
    put,
    got,
    updated: unmarshall(updated.Attributes ?? {}),
    query: query.Items?.map((each) => unmarshall(each)),
    scanned,
    tables,
    status: Table?.TableStatus,
    caught,
  };
}

/** A table that is not there. */
export async function fail() {
  await client.send(new GetItemCommand({ TableName: "Nowhere", Key: { DrinkName: { S: "Mocha" } } }));
}
