import { DynamoDBClient, getItem } from "@inia/client-dynamodb";
import type { AwsCredentials } from "@inia/core";

export async function readName(credentials: AwsCredentials): Promise<string | undefined> {
  const dynamodb = new DynamoDBClient({ region: "eu-west-1", credentials });
  const { Item } = await getItem(dynamodb, { TableName: "my-table", Key: { id: { S: "1" } } });
  return Item?.["name"]?.S;
}
