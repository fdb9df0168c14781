import {
  ConditionalCheckFailedException,
  createTable,
  DynamoDBClient,
  deleteTable,
  paginateQuery,
  putItem,
  waitUntilTableExists,
} from "@inia/client-dynamodb";
import { type Session, tryCall } from "@inia/core";
import { done, section } from "./report.js";

/** DynamoDB through operations as values: a bundle would hold these six and no other. */
export async function useTables(session: Session, TableName: string): Promise<void> {
  section("DynamoDB: operations as values");
  const dynamodb = session.createClient(DynamoDBClient);

  await createTable(dynamodb, {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: "river", AttributeType: "S" },
      { AttributeName: "seen", AttributeType: "N" },
    ],
    KeySchema: [
      { AttributeName: "river", KeyType: "HASH" },
      { AttributeName: "seen", KeyType: "RANGE" },
    ],
  });
  await waitUntilTableExists(dynamodb, { TableName }, { delaySeconds: 1 });
  done("create a table, wait for it", TableName);

  try {
    for (let year = 2021; year <= 2025; year++) {
      await putItem(dynamodb, { TableName, Item: { river: { S: "Amazonas" }, seen: { N: String(year) } } });
    }
    done("put items", "5 sightings");

    const years: string[] = [];
    const query = {
      TableName,
      KeyConditionExpression: "river = :river",
      ExpressionAttributeValues: { ":river": { S: "Amazonas" } },
    };
    for await (const item of paginateQuery(dynamodb, query, { pageSize: 2 }).items()) {
      if (item["seen"]?.N !== undefined) years.push(item["seen"].N);
    }
    done("query, item by item over pages", years.join(", "));

    const again = await tryCall(dynamodb, putItem, {
      TableName,
      Item: { river: { S: "Amazonas" }, seen: { N: "2025" } },
      ConditionExpression: "attribute_not_exists(river)",
    });
    if (again.ok) throw new Error("A condition did not hold, and the item was put.");
    if (!(again.error instanceof ConditionalCheckFailedException)) throw again.error;
    done("put on a condition, with tryCall", `${again.error.name}: nothing was put`);
  } finally {
    await deleteTable(dynamodb, { TableName });
  }
  done("delete the table", "nothing is left behind");
}
