import { DynamoDBClient, GetItemCommand } from "@inia/client-dynamodb/aws-sdk";
import type { AwsCredentials } from "@inia/core";

export async function readItem(credentials: AwsCredentials): Promise<string | undefined> {
  const dynamodb = new DynamoDBClient({ region: "eu-west-1", credentials });
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName: "my-table", Key: { id: { S: "1" } } }));
  return Item?.["name"]?.S;
}
