import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  CloudWatchLogsClient,
  CloudWatchLogsServiceException,
  SessionTimeoutException,
  StartLiveTailCommand,
} from "@inia/client-cloudwatch-logs/aws-sdk";
import { eventBytes, exceptionBytes } from "@inia/local-aws";
import { expect, onTestFinished, test } from "vitest";

/** A client whose live tail says this after its first event. */
async function tailThatEndsWith(end: Buffer): Promise<AsyncIterable<unknown>> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "application/vnd.amazon.eventstream" });
    for (const bytes of [eventBytes("initial-response", {}), eventBytes("sessionStart", { sessionId: "s" }), end]) {
      response.write(bytes);
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const client = new CloudWatchLogsClient({
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIDBRIDGE", secretAccessKey: "bridge-secret" },
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    disableHostPrefix: true,
  });
  onTestFinished(() => client.destroy());
  const { responseStream } = await client.send(new StartLiveTailCommand({ logGroupIdentifiers: ["a"] }));
  return responseStream!;
}

async function read(events: AsyncIterable<unknown>): Promise<readonly [unknown[], unknown]> {
  const seen: unknown[] = [];
  try {
    for await (const event of events) seen.push(event);
  } catch (error) {
    return [seen, error];
  }
  return [seen, undefined];
}

test("a modelled exception in a stream of events is v3's", async () => {
  const events = await tailThatEndsWith(exceptionBytes("SessionTimeoutException", { message: "too long" }));
  const [seen, error] = await read(events);
  expect(seen).toEqual([{ sessionStart: { sessionId: "s" } }]);
  expect(error).toBeInstanceOf(SessionTimeoutException);
  expect(error).toMatchObject({
    name: "SessionTimeoutException",
    message: "too long",
    $fault: "client",
    $metadata: { attempts: 1 },
  });
});

test("one that the model does not know is called by its code", async () => {
  const [, error] = await read(await tailThatEndsWith(exceptionBytes("NewException", { message: "new" })));
  expect(error).toBeInstanceOf(CloudWatchLogsServiceException);
  expect(error).toMatchObject({ name: "NewException" });
});

test("leaving a stream of events early closes it", async () => {
  const events = await tailThatEndsWith(eventBytes("sessionStart", { sessionId: "t" }));
  for await (const event of events) {
    expect(event).toEqual({ sessionStart: { sessionId: "s" } });
    break;
  }
  expect(await read(events)).toEqual([[], undefined]);
});
