import {
  createTable,
  type DynamoDBClient,
  deleteTable,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from "@inia/client-dynamodb";
import { tryCall } from "@inia/core";

/** Makes the table where it is not there yet, and waits until it can be used. */
export async function setUp(dynamodb: DynamoDBClient, TableName: string): Promise<string> {
  const created = await tryCall(dynamodb, createTable, {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: "customer", AttributeType: "S" },
      { AttributeName: "id", AttributeType: "S" },
    ],
    KeySchema: [
      { AttributeName: "customer", KeyType: "HASH" },
      { AttributeName: "id", KeyType: "RANGE" },
    ],
  });
  if (!created.ok && created.error.name !== "ResourceInUseException") throw created.error;
  const { attempts } = await waitUntilTableExists(
    dynamodb,
    { TableName },
    { delaySeconds: 1, onAttempt: ({ attempt }) => console.log(`looked ${attempt} times for ${TableName}`) },
  );
  return `${TableName} ${created.ok ? "created" : "was there"}, looked ${attempts} times`;
}

/** Deletes the table, and waits until it is gone. */
export async function tearDown(dynamodb: DynamoDBClient, TableName: string): Promise<string> {
  await deleteTable(dynamodb, { TableName });
  await waitUntilTableNotExists(dynamodb, { TableName }, { delaySeconds: 1 });
  return `${TableName} is gone`;
}
