import { expect, test } from "vitest";
import {
  ConnectionClosedError,
  ConnectTimeoutError,
  EndpointConnectionError,
  HTTPClientError,
  ProxyConnectionError,
  ReadTimeoutError,
  ResponseStreamingError,
  SSLError,
} from "../errors/http.js";
import { legacyRetries } from "./legacy.js";
import type { AttemptResult, CallRetries } from "./strategy.js";

const operation = { name: "Op", http: ["POST", "/"] } as const;

async function begin(service: string, maxAttempts?: number, random = 1): Promise<CallRetries> {
  return legacyRetries({ service, random: () => random, maxAttempts }).begin(operation);
}

type Case = [service: string, result: Omit<AttemptResult, "attempts">];

test.each<Case>([
  ...[429, 500, 502, 503, 504, 509].map((status): Case => ["lambda", { status }]),
  ["lambda", { status: 400, code: "Throttling" }],
  ["lambda", { status: 400, code: "ThrottlingException" }],
  ["lambda", { status: 400, code: "ThrottledException" }],
  ["lambda", { status: 400, code: "RequestThrottledException" }],
  ["lambda", { status: 400, code: "ProvisionedThroughputExceededException" }],
  ["cloudsearch", { status: 509, code: "BandwidthLimitExceeded" }],
  ["dynamodb", { status: 409, code: "ReplicatedWriteConflictException" }],
  ["dynamodb", { status: 400, code: "TransactionInProgressException" }],
  ["dynamodb", { status: 200, corrupt: true }],
  ["ec2", { status: 503, code: "RequestLimitExceeded" }],
  ["glacier", { status: 408, code: "RequestTimeoutException" }],
  ["kinesis", { status: 400, code: "LimitExceededException" }],
  ["organizations", { status: 400, code: "TooManyRequestsException" }],
  ["route-53", { status: 400, code: "PriorRequestNotComplete" }],
  ["s3", { status: 400, code: "RequestTimeout" }],
  ["s3", { status: 400, code: "BadDigest" }],
  ["sqs", { status: 403, code: "RequestThrottled" }],
  ["sts", { status: 400, code: "IDPCommunicationError" }],
  ...[
    new EndpointConnectionError(),
    new SSLError(),
    new ConnectTimeoutError(),
    new ProxyConnectionError(),
    new ConnectionClosedError(),
    new ReadTimeoutError(),
  ].map((exception): Case => ["lambda", { exception }]),
])("%s: %o is retried", async (service, result) => {
  expect(await begin(service).then((call) => call.next({ attempts: 1, ...result }))).toBeTypeOf("number");
});

test.each<Case>([
  ["lambda", { status: 403, code: "Throttling" }],
  ["lambda", { status: 400, code: "SlowDown" }],
  ["lambda", { status: 400, code: "RequestTimeout" }],
  ["organizations", { status: 429, code: "TooManyRequestsException" }],
  ["dynamodb-streams", { status: 400, code: "TransactionInProgressException" }],
  ["lambda", { status: 200 }],
  ["lambda", { exception: new HTTPClientError() }],
  ["lambda", { exception: new ResponseStreamingError() }],
  ["lambda", { exception: new Error() }],
])("%s: %o is not retried", async (service, result) => {
  const call = await begin(service);
  expect(call.next({ attempts: 1, ...result })).toBeUndefined();
  expect(call.maxAttemptsReached).toBe(false);
});

test("five attempts, ten for DynamoDB, with delays that grow without end", async () => {
  const failed = { status: 500 };
  const delays = async (service: string, attempts: number[]): Promise<(number | undefined)[]> => {
    const call = await begin(service, undefined, 0.5);
    return attempts.map((each) => call.next({ attempts: each, ...failed }));
  };
  expect(await delays("lambda", [1, 2, 4, 5])).toEqual([500, 1000, 4000, undefined]);
  expect(await delays("dynamodb", [1, 2, 9, 10])).toEqual([50, 100, 12_800, undefined]);
  const call = await begin("lambda", 20);
  expect(call.next({ attempts: 11, ...failed })).toBe(1_024_000);
  expect(call.maxAttempts).toBe(20);
});

test("the maximum is reached only by a failure that would be retried", async () => {
  const call = await begin("lambda");
  call.next({ attempts: 5, status: 400 });
  expect(call.maxAttemptsReached).toBe(false);
  call.next({ attempts: 5, status: 500 });
  expect(call.maxAttemptsReached).toBe(true);
});

test("a body that is corrupt to the last is a ChecksumError", async () => {
  const call = await begin("dynamodb");
  expect(() => call.next({ attempts: 10, status: 200, corrupt: true })).toThrow(
    expect.objectContaining({ name: "ChecksumError" }),
  );
});

test("a corrupt body does not stand before the error that it is the answer of", async () => {
  const call = await begin("dynamodb");
  expect(call.next({ attempts: 10, status: 500, corrupt: true })).toBeUndefined();
  expect(call.maxAttemptsReached).toBe(true);
});
