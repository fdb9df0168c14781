import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  paginateDescribeLogGroups,
  ResourceAlreadyExistsException,
} from "@aws-sdk/client-cloudwatch-logs";

const client = new CloudWatchLogsClient({});

/** Writes lines and reads them. */
export async function main() {
  const created = await client.send(new CreateLogGroupCommand({ logGroupName: "/app", tags: { team: "rivers" } }));
  await client.send(new CreateLogStreamCommand({ logGroupName: "/app", logStreamName: "main" }));
  const timestamp = Date.now();
  const put = await client.send(
    new PutLogEventsCommand({
      logGroupName: "/app",
      logStreamName: "main",
      logEvents: [
        { timestamp, message: "first: ação" },
        { timestamp: timestamp + 1, message: "second" },
      ],
    }),
  );
  const got = await client.send(
    new GetLogEventsCommand({ logGroupName: "/app", logStreamName: "main", startFromHead: true }),
  );
  const found = await client.send(new FilterLogEventsCommand({ logGroupName: "/app", filterPattern: "second" }));
  const groups: (string | undefined)[] = [];
  for await (const page of paginateDescribeLogGroups({ client }, {})) {
    groups.push(...(page.logGroups ?? []).map(({ logGroupName }) => logGroupName));
  }
  let caught: unknown;
  try {
    await client.send(new CreateLogGroupCommand({ logGroupName: "/app" }));
  } catch (error) {
    caught = [error instanceof ResourceAlreadyExistsException, (error as Error).name, (error as Error).message];
  }
  return {
    created,
    put: put.$metadata,
    messages: got.events?.map(({ message, timestamp: at }) => [message, (at ?? 0) - timestamp]),
    found: found.events?.map(({ message }) => message),
    groups,
    caught,
  };
}

/** A group that is not there. */
export async function fail() {
  await client.send(new GetLogEventsCommand({ logGroupName: "/none", logStreamName: "main" }));
}
