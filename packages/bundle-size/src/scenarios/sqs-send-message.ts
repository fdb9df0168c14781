import { SQSClient, sendMessage } from "@inia/client-sqs";
import type { AwsCredentials } from "@inia/core";

export async function send(credentials: AwsCredentials, QueueUrl: string): Promise<string | undefined> {
  const sqs = new SQSClient({ region: "eu-west-1", credentials });
  const { MessageId } = await sendMessage(sqs, { QueueUrl, MessageBody: "hello" });
  return MessageId;
}
