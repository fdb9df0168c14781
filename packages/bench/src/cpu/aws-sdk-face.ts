import { region } from "../settings.js";
import { configFor } from "./inia.js";
import { type CannedResponse, type CaseName, messageBody, objectBytes } from "./responses.js";

/** The cases that are measured with Inia in aws-sdk v3's place, written as for v3. */
export const faceCases = [
  "s3GetObject",
  "s3PutObject",
  "dynamodbGetItem",
  "sqsSendMessage",
] as const satisfies CaseName[];
type FaceCase = (typeof faceCases)[number];

/** One call of a case through Inia's entry `/aws-sdk`, with a handler that answers at once. */
export async function prepareFace(name: CaseName, response: CannedResponse): Promise<() => Promise<unknown>> {
  return calls[name as FaceCase](response);
}

const calls: Readonly<Record<FaceCase, (response: CannedResponse) => Promise<() => Promise<unknown>>>> = {
  s3GetObject: async (response) => {
    const { GetObjectCommand, S3Client } = await import("@inia/client-s3/aws-sdk");
    const s3 = new S3Client(configFor(response));
    return async () => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: "my-bucket", Key: "photos/2026/01/image.jpg" }));
      return Body?.transformToByteArray();
    };
  },
  s3PutObject: async (response) => {
    const { PutObjectCommand, S3Client } = await import("@inia/client-s3/aws-sdk");
    const s3 = new S3Client(configFor(response));
    return () =>
      s3.send(new PutObjectCommand({ Bucket: "my-bucket", Key: "photos/2026/01/image.jpg", Body: objectBytes }));
  },
  dynamodbGetItem: async (response) => {
    const { DynamoDBClient, GetItemCommand } = await import("@inia/client-dynamodb/aws-sdk");
    const dynamodb = new DynamoDBClient(configFor(response));
    return () =>
      dynamodb.send(new GetItemCommand({ TableName: "orders", Key: { id: { S: "order-1" } }, ConsistentRead: true }));
  },
  sqsSendMessage: async (response) => {
    const { SendMessageCommand, SQSClient } = await import("@inia/client-sqs/aws-sdk");
    const sqs = new SQSClient(configFor(response));
    const QueueUrl = `https://sqs.${region}.amazonaws.com/123456789012/my-queue`;
    return () => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: messageBody }));
  },
};
