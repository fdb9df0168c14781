import { DynamoDBClient, getItem } from "@inia/client-dynamodb";
import type { AwsCredentials } from "@inia/core";
import { fromTemporaryCredentials } from "@inia/core/credentials";

export async function readName(masterCredentials: AwsCredentials): Promise<string | undefined> {
  const credentials = fromTemporaryCredentials({
    params: { RoleArn: "arn:aws:iam::123456789012:role/reader" },
    masterCredentials,
  });
  const db = new DynamoDBClient({ region: "eu-west-1", credentials });
  const { Item } = await getItem(db, { TableName: "people", Key: { id: { S: "1" } } });
  return Item?.["name"]?.S;
}
