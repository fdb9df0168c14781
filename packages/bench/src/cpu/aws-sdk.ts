import { credentials, region } from "../settings.js";
import { oneChunkStream } from "./one-chunk-stream.js";
import { type CannedResponse, type CaseName, messageBody, objectBytes } from "./responses.js";

/** The same call through aws-sdk v3. */
export async function prepareAwsSdk(name: CaseName, response: CannedResponse): Promise<() => Promise<unknown>> {
  return calls[name](response);
}

const calls: Readonly<Record<CaseName, (response: CannedResponse) => Promise<() => Promise<unknown>>>> = {
  s3GetObject: async (response) => {
    const { S3Client, GetObjectCommand } = await import("@aws-sdk/client-s3");
    const s3 = new S3Client(configFor(response, oneChunkStream));
    return async () => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: "my-bucket", Key: "photos/2026/01/image.jpg" }));
      return Body!.transformToByteArray();
    };
  },
  s3PutObject: async (response) => {
    const { S3Client, PutObjectCommand } = await import("@aws-sdk/client-s3");
    const s3 = new S3Client(configFor(response));
    return () =>
      s3.send(new PutObjectCommand({ Bucket: "my-bucket", Key: "photos/2026/01/image.jpg", Body: objectBytes }));
  },
  s3ListObjects: async (response) => {
    const { S3Client, ListObjectsV2Command } = await import("@aws-sdk/client-s3");
    const s3 = new S3Client(configFor(response));
    return () => s3.send(new ListObjectsV2Command({ Bucket: "my-bucket" }));
  },
  dynamodbGetItem: async (response) => {
    const { DynamoDBClient, GetItemCommand } = await import("@aws-sdk/client-dynamodb");
    const dynamodb = new DynamoDBClient(configFor(response));
    return () =>
      dynamodb.send(new GetItemCommand({ TableName: "orders", Key: { id: { S: "order-1" } }, ConsistentRead: true }));
  },
  dynamodbQuery: async (response) => {
    const { DynamoDBClient, QueryCommand } = await import("@aws-sdk/client-dynamodb");
    const dynamodb = new DynamoDBClient(configFor(response));
    return () =>
      dynamodb.send(
        new QueryCommand({
          TableName: "orders",
          KeyConditionExpression: "customer = :customer",
          ExpressionAttributeValues: { ":customer": { S: "c-1234567890" } },
        }),
      );
  },
  sqsSendMessage: async (response) => {
    const { SQSClient, SendMessageCommand } = await import("@aws-sdk/client-sqs");
    const sqs = new SQSClient(configFor(response));
    return () => sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: messageBody }));
  },
  stsGetCallerIdentity: async (response) => {
    const { STSClient, GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
    const sts = new STSClient(configFor(response));
    return () => sts.send(new GetCallerIdentityCommand({}));
  },
  ec2DescribeInstances: async (response) => {
    const { EC2Client, DescribeInstancesCommand } = await import("@aws-sdk/client-ec2");
    const ec2 = new EC2Client(configFor(response));
    return () => ec2.send(new DescribeInstancesCommand({ MaxResults: 200 }));
  },
};

const queueUrl = `https://sqs.${region}.amazonaws.com/123456789012/my-queue`;

// A collected body is handed over as bytes, which v3 takes as they are: its cheapest way.
function configFor({ status, headers, body }: CannedResponse, toBody: (bytes: Uint8Array) => unknown = asBytes) {
  return {
    region,
    credentials,
    requestHandler: {
      handle: async () => ({ response: { statusCode: status, headers: { ...headers }, body: toBody(body) } }),
    },
  };
}

function asBytes(bytes: Uint8Array): unknown {
  return bytes;
}
