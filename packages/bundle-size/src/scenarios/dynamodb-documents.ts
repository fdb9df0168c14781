import { DynamoDBClient } from "@inia/client-dynamodb";
import type { AwsCredentials } from "@inia/core";
import { documents } from "@inia/dynamodb-documents";

export async function readName(credentials: AwsCredentials): Promise<string | undefined> {
  const films = documents(new DynamoDBClient({ region: "eu-west-1", credentials }));
  const { Item } = await films.get<{ name: string }>({ TableName: "my-table", Key: { id: "1" } });
  return Item?.name;
}
