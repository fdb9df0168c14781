import { DynamoDBClient } from "@inia/client-dynamodb";
import type { AwsCredentials } from "@inia/core";
import { getDocument } from "@inia/dynamodb-documents";

export async function readName(credentials: AwsCredentials): Promise<string | undefined> {
  const dynamodb = new DynamoDBClient({ region: "eu-west-1", credentials });
  const { Item } = await getDocument<{ name: string }>(dynamodb, { TableName: "my-table", Key: { id: "1" } });
  return Item?.name;
}
