import { credentials, region } from "../settings.js";
import { oneChunkStream } from "./one-chunk-stream.js";
import { type CannedResponse, type CaseName, messageBody, objectBytes } from "./responses.js";

/** One call of a case through Inia, with a handler that answers at once. */
export async function prepareInia(name: CaseName, response: CannedResponse): Promise<() => Promise<unknown>> {
  return calls[name](response);
}

const calls: Readonly<Record<CaseName, (response: CannedResponse) => Promise<() => Promise<unknown>>>> = {
  s3GetObject: async (response) => {
    const { S3Client, getObject } = await import("@inia/client-s3");
    const s3 = new S3Client(configFor(response));
    return async () => (await getObject(s3, { Bucket: "my-bucket", Key: "photos/2026/01/image.jpg" })).Body.bytes();
  },
  s3PutObject: async (response) => {
    const { S3Client, putObject } = await import("@inia/client-s3");
    const s3 = new S3Client(configFor(response));
    return () => putObject(s3, { Bucket: "my-bucket", Key: "photos/2026/01/image.jpg", Body: objectBytes });
  },
  s3ListObjects: async (response) => {
    const { S3Client, listObjectsV2 } = await import("@inia/client-s3");
    const s3 = new S3Client(configFor(response));
    return () => listObjectsV2(s3, { Bucket: "my-bucket" });
  },
  dynamodbGetItem: async (response) => {
    const { DynamoDBClient, getItem } = await import("@inia/client-dynamodb");
    const dynamodb = new DynamoDBClient(configFor(response));
    return () => getItem(dynamodb, { TableName: "orders", Key: { id: { S: "order-1" } }, ConsistentRead: true });
  },
  dynamodbQuery: async (response) => {
    const { DynamoDBClient, query } = await import("@inia/client-dynamodb");
    const dynamodb = new DynamoDBClient(configFor(response));
    return () =>
      query(dynamodb, {
        TableName: "orders",
        KeyConditionExpression: "customer = :customer",
        ExpressionAttributeValues: { ":customer": { S: "c-1234567890" } },
      });
  },
  sqsSendMessage: async (response) => {
    const { SQSClient, sendMessage } = await import("@inia/client-sqs");
    const sqs = new SQSClient(configFor(response));
    return () => sendMessage(sqs, { QueueUrl: queueUrl, MessageBody: messageBody });
  },
  stsGetCallerIdentity: async (response) => {
    const { STSClient, getCallerIdentity } = await import("@inia/client-sts");
    const sts = new STSClient(configFor(response));
    return () => getCallerIdentity(sts, {});
  },
  ec2DescribeInstances: async (response) => {
    const { EC2Client, describeInstances } = await import("@inia/client-ec2");
    const ec2 = new EC2Client(configFor(response));
    return () => describeInstances(ec2, { MaxResults: 200 });
  },
};

const queueUrl = `https://sqs.${region}.amazonaws.com/123456789012/my-queue`;

/** A handler that answers at once with what it is given. */
export function configFor({ status, headers, body }: CannedResponse) {
  return {
    region,
    credentials,
    httpHandler: {
      send: async (_request: unknown, options: { readonly streaming?: boolean }) => ({
        status,
        headers: { ...headers },
        body: options.streaming ? oneChunkStream(body) : body,
      }),
    },
  };
}
