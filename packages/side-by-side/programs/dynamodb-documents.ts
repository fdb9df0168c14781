import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";

const client = new DynamoDBClient({});
const docClient = DynamoDBDocumentClient.from(client, {
  marshallOptions: { removeUndefinedValues: true, convertEmptyValues: false },
});

/** Items as plain values. */
export async function main() {
  await client.send(
    new CreateTableCommand({
      TableName: "Movies",
      AttributeDefinitions: [
        { AttributeName: "year", AttributeType: "N" },
        { AttributeName: "title", AttributeType: "S" },
      ],
      KeySchema: [
        { AttributeName: "year", KeyType: "HASH" },
        { AttributeName: "title", KeyType: "RANGE" },
      ],
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
    }),
  );
  const put = await docClient.send(
    new PutCommand({
      TableName: "Movies",
      Item: { year: 1981, title: "The Evil Dead", genres: new Set(["Horror"]), info: { rating: 7.4, seen: undefined } },
    }),
  );
  const got = await docClient.send(
    new GetCommand({ TableName: "Movies", Key: { year: 1981, title: "The Evil Dead" } }),
  );
  const updated = await docClient.send(
    new UpdateCommand({
      TableName: "Movies",
      Key: { year: 1981, title: "The Evil Dead" },
      UpdateExpression: "set info.rating = :r, #p = :p",
      ExpressionAttributeNames: { "#p": "plot" },
      ExpressionAttributeValues: { ":r": 7.5, ":p": ["cabin", { n: 1 }, null, 12345678901234567890n] },
      ReturnValues: "ALL_NEW",
    }),
  );
  const batch = await docClient.send(
    new BatchWriteCommand({
      RequestItems: { Movies: [1, 2, 3].map((n) => ({ PutRequest: { Item: { year: 1999, title: `Film ${n}`, n } } })) },
    }),
  );
  const batchGot = await docClient.send(
    new BatchGetCommand({ RequestItems: { Movies: { Keys: [{ year: 1999, title: "Film 2" }] } } }),
  );
  const query = await docClient.send(
    new QueryCommand({
      TableName: "Movies",
      KeyConditionExpression: "#y = :y",
      ExpressionAttributeNames: { "#y": "year" },
      ExpressionAttributeValues: { ":y": 1999 },
      ConsistentRead: true,
    }),
  );
  const titles: unknown[] = [];
  for await (const page of paginateQuery(
    { client: docClient, pageSize: 2 },
    {
      TableName: "Movies",
      KeyConditionExpression: "#y = :y",
      ExpressionAttributeNames: { "#y": "year" },
      ExpressionAttributeValues: { ":y": 1999 },
    },
  )) {
    titles.push(page.Items?.map((item) => item["title"]));
  }
  const scan = await docClient.send(
    new ScanCommand({ TableName: "Movies", FilterExpression: "n > :n", ExpressionAttributeValues: { ":n": 2 } }),
  );
  const deleted = await docClient.send(
    new DeleteCommand({ TableName: "Movies", Key: { year: 1999, title: "Film 1" }, ReturnValues: "ALL_OLD" }),
  );
  return { put, got, updated, batch, batchGot, query, titles, scan, deleted };
}

/** `undefined`, where it is not to be left out. */
export async function fail() {
  await DynamoDBDocumentClient.from(client).send(
    new PutCommand({ TableName: "Movies", Item: { year: 1, title: "x", info: { seen: undefined } } }),
  );
}
