import {
  CreateTopicCommand,
  DeleteTopicCommand,
  ListTopicsCommand,
  NotFoundException,
  PublishBatchCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from "@aws-sdk/client-sns";

const snsClient = new SNSClient({});

/** A topic, a subscription, messages. */
export async function main() {
  const response = await snsClient.send(new CreateTopicCommand({ Name: "TOPIC_NAME" }));
  const subscription = await snsClient.send(
    new SubscribeCommand({ Protocol: "email", TopicArn: response.TopicArn, Endpoint: "usern@me.com" }),
  );
  const published = await snsClient.send(
    new PublishCommand({
      Message: JSON.stringify({ hello: "world" }),
      TopicArn: response.TopicArn,
      MessageAttributes: { tone: { DataType: "String", StringValue: "calm" } },
    }),
  );
  const batch = await snsClient.send(
    new PublishBatchCommand({
      TopicArn: response.TopicArn,
      PublishBatchRequestEntries: [{ Id: "1", Message: "one" }],
    }),
  );
  const topics = await snsClient.send(new ListTopicsCommand({}));
  const deleted = await snsClient.send(new DeleteTopicCommand({ TopicArn: response.TopicArn }));
  let caught: unknown;
  try {
    await snsClient.send(new PublishCommand({ Message: "late", TopicArn: response.TopicArn }));
  } catch (error) {
    caught = [
      error instanceof NotFoundException,
      (error as NotFoundException).name,
      (error as NotFoundException).$fault,
    ];
  }
  return { response, subscription, published, batch: batch.Successful?.length, topics, deleted, caught };
}

/** A topic that is not there. */
export async function fail() {
  await snsClient.send(new PublishCommand({ Message: "x", TopicArn: "arn:aws:sns:us-east-1:123456789012:missing" }));
}
