import { DynamoDBClient, putItem } from "@inia/client-dynamodb";
import { getObject, S3Client } from "@inia/client-s3";
import { tryCall } from "@inia/core";
import type { LambdaContext, S3Event } from "./events.js";

// Made once per environment, not once per call.
const s3 = new S3Client();
const dynamodb = new DynamoDBClient();
const TableName = process.env["TABLE"] ?? "word-counts";

/** Counts the words of each object that the event tells of. An error makes Lambda try the event again. */
export async function handler(event: S3Event, context: LambdaContext): Promise<{ counted: number; known: number }> {
  // Better an error with a stack than a function that is killed.
  const signal = AbortSignal.timeout(Math.max(context.getRemainingTimeInMillis() - 500, 0));
  const result = { counted: 0, known: 0 };
  for (const { s3: changed } of event.Records) {
    const Key = decodeURIComponent(changed.object.key.replaceAll("+", " "));
    const { lines, words } = await count(changed.bucket.name, Key, signal);
    const put = await tryCall(
      dynamodb,
      putItem,
      {
        TableName,
        Item: {
          object: { S: `${changed.bucket.name}/${Key}` },
          sequencer: { S: changed.object.sequencer },
          lines: { N: String(lines) },
          words: { N: String(words) },
          request: { S: context.awsRequestId },
        },
        ConditionExpression: "attribute_not_exists(sequencer) OR sequencer < :sequencer",
        ExpressionAttributeValues: { ":sequencer": { S: changed.object.sequencer } },
      },
      { signal },
    );
    if (put.ok) result.counted += 1;
    else if (put.error.name === "ConditionalCheckFailedException") result.known += 1;
    else throw put.error;
  }
  return result;
}

/** However large the object is, one line of it is in memory. */
async function count(Bucket: string, Key: string, signal: AbortSignal): Promise<{ lines: number; words: number }> {
  const { Body } = await getObject(s3, { Bucket, Key }, { signal });
  let lines = 0;
  let words = 0;
  for await (const line of Body.iterLines()) {
    lines += 1;
    words += line.split(/\s+/).filter(Boolean).length;
  }
  return { lines, words };
}
