import { type AttributeValue, DynamoDBClient, describeTable, ResourceNotFoundException } from "@inia/client-dynamodb";
import { getObject, NoSuchKey, paginateListObjectsV2, S3 } from "@inia/client-s3";
import { type ClientConfig, isIniaError, presign, tryCall } from "@inia/core";
import type { HttpHandler } from "@inia/core/http";
import { documents, marshall, unmarshall } from "@inia/dynamodb-documents";

/** Uses both faces of two clients. It needs the types of neither Node nor a browser. */
export async function useClients(s3Config: ClientConfig, dynamodbConfig: ClientConfig): Promise<string[]> {
  const said: string[] = [];
  const s3 = new S3(s3Config);
  const Bucket = "consumer";
  await s3.createBucket({ Bucket });
  await s3.putObject({ Bucket, Key: "greeting", Body: "Olá", Metadata: { from: "a consumer" } });
  const { Body, Metadata } = await s3.getObject({ Bucket, Key: "greeting" });
  said.push(`${await Body.text()} from ${Metadata?.["from"]}`);

  for await (const { Key, Size } of paginateListObjectsV2(s3, { Bucket }).items()) said.push(`${Key}: ${Size} bytes`);
  const { url } = await presign(s3, getObject, { Bucket, Key: "greeting" }, { expiresIn: 60 });
  said.push(url.includes("X-Amz-Signature=") ? "presigned" : `not presigned: ${url}`);

  const missing = await tryCall(s3, getObject, { Bucket, Key: "none" });
  said.push(!missing.ok && missing.error instanceof NoSuchKey ? missing.error.name : "no error");

  const odd =
    '<!DOCTYPE a SYSTEM "a.dtd"><ListAllMyBucketsResult><Buckets><Bucket><Name>odd</Name></Bucket></Buckets></ListAllMyBucketsResult>';
  const { Buckets } = await new S3({ ...s3Config, httpHandler: answering(odd) }).listBuckets();
  said.push(`doctype: ${Buckets?.[0]?.Name}`);

  const dynamodb = new DynamoDBClient(dynamodbConfig);
  const item: Record<string, AttributeValue> = { id: { S: "a" }, list: { L: [{ N: "1" }, { NULL: true }] } };
  try {
    await describeTable(dynamodb, { TableName: Object.keys(item).join("-") });
  } catch (error) {
    if (!isIniaError(error) || !(error instanceof ResourceNotFoundException)) throw error;
    said.push(`${error.name} ${error.statusCode}`);
  }
  const { seen } = unmarshall<{ seen: Set<number> }>(marshall({ seen: new Set([1, 2]) }));
  const found = await documents(
    new DynamoDBClient({ ...dynamodbConfig, httpHandler: answering('{"Item":{"n":{"N":"5"}}}') }),
  ).get<{ n: number }>({ TableName: "documents", Key: { id: "a" } });
  said.push(`${seen.size} numbers, then ${found.Item?.n}`);
  return said;
}

/** Answers every request with one text: XML with a doctype is read by a parser that core loads only then. */
function answering(text: string): HttpHandler {
  const body = Uint8Array.from([...text], (character) => character.charCodeAt(0));
  return { send: () => Promise.resolve({ status: 200, headers: {}, body }) };
}
