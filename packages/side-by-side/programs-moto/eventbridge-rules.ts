import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  ResourceNotFoundException,
  RuleState,
} from "@aws-sdk/client-eventbridge";

const client = new EventBridgeClient({});

export const putEvents = async (
  source = "eventbridge.integration.test",
  detailType = "greeting",
  resources: string[] = [],
) => {
  return client.send(
    new PutEventsCommand({
      Entries: [
        {
          Detail: JSON.stringify({ greeting: "Hello there." }),
          DetailType: detailType,
          Resources: resources,
          Source: source,
          Time: new Date(),
        },
      ],
    }),
  );
};

/** A rule with a target, and an event. */
export async function main() {
  const rule = await client.send(
    new PutRuleCommand({
      Name: "some-rule",
      EventPattern: JSON.stringify({ source: ["some.other.source"] }),
      State: RuleState.ENABLED,
      EventBusName: "default",
    }),
  );
  const targets = await client.send(
    new PutTargetsCommand({
      Rule: "some-rule",
      Targets: [{ Arn: "arn:aws:lambda:us-east-1:123456789012:function:hello", Id: "1" }],
    }),
  );
  const listed = await client.send(new ListTargetsByRuleCommand({ Rule: "some-rule" }));
  const rules = await client.send(new ListRulesCommand({ NamePrefix: "some" }));
  const { FailedEntryCount, Entries, $metadata } = await putEvents();
  let caught: unknown;
  try {
    await client.send(new DescribeRuleCommand({ Name: "missing" }));
  } catch (error) {
    caught = [error instanceof ResourceNotFoundException, (error as Error).name, (error as Error).message];
  }
  return { rule, targets, listed, rules, put: [FailedEntryCount, Entries?.length, $metadata], caught };
}

/** A rule that is not there. */
export async function fail() {
  await client.send(new DescribeRuleCommand({ Name: "missing" }));
}
