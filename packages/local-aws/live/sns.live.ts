import { NotFoundException, SNS } from "@inia/client-sns";
import { SQS } from "@inia/client-sqs";
import { expect, test } from "vitest";
import { useMoto } from "./live.js";

const live = useMoto();

test("a topic with attributes and tags", async () => {
  const sns = new SNS(live.config);
  const { TopicArn = "" } = await sns.createTopic({
    Name: "news",
    Attributes: { DisplayName: "River news" },
    Tags: [
      { Key: "team", Value: "rivers" },
      { Key: "cost", Value: "ação & co" },
    ],
  });
  expect(TopicArn).toBe("arn:aws:sns:us-east-1:123456789012:news");
  const { Attributes } = await sns.getTopicAttributes({ TopicArn });
  expect(Attributes).toMatchObject({ DisplayName: "River news", SubscriptionsConfirmed: "0" });
  const { Tags } = await sns.listTagsForResource({ ResourceArn: TopicArn });
  expect(Tags).toEqual([
    { Key: "team", Value: "rivers" },
    { Key: "cost", Value: "ação & co" },
  ]);
});

test("what is published reaches a queue that subscribed", async () => {
  const sns = new SNS(live.config);
  const sqs = new SQS(live.config);
  const { TopicArn = "" } = await sns.createTopic({ Name: "to-queue" });
  const { QueueUrl = "" } = await sqs.createQueue({ QueueName: "from-topic" });
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["QueueArn"] });
  const Endpoint = Attributes?.["QueueArn"];
  await sns.subscribe({ TopicArn, Protocol: "sqs", Endpoint, Attributes: { RawMessageDelivery: "true" } });

  const { MessageId } = await sns.publish({
    TopicArn,
    Message: "the river rises",
    MessageAttributes: { level: { DataType: "Number", StringValue: "3" } },
  });
  expect(MessageId).toBeTypeOf("string");
  const { Messages } = await sqs.receiveMessage({ QueueUrl });
  expect(Messages?.map(({ Body }) => Body)).toEqual(["the river rises"]);
});

test("topics are listed, and gone once deleted", async () => {
  const sns = new SNS(live.config);
  const { TopicArn = "" } = await sns.createTopic({ Name: "short-lived" });
  const listed = async (): Promise<(string | undefined)[]> => {
    const { Topics = [] } = await sns.getPaginator("listTopics").paginate().buildFullResult();
    return Topics.map((topic) => topic.TopicArn);
  };
  expect(await listed()).toContain(TopicArn);
  await sns.deleteTopic({ TopicArn });
  expect(await listed()).not.toContain(TopicArn);
  await expect(sns.getTopicAttributes({ TopicArn })).rejects.toBeInstanceOf(NotFoundException);
});
