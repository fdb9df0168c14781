import { expect, test } from "vitest";
import { ClientError } from "../errors/client-error.js";
import {
  AttemptTimeoutError,
  ConnectionClosedError,
  ConnectTimeoutError,
  EndpointConnectionError,
  HTTPClientError,
  PoolExhaustedError,
  ProxyConnectionError,
  ReadTimeoutError,
  SSLError,
} from "../errors/http.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { RetryQuota } from "./retry-quota.js";
import { standardRetries } from "./standard.js";
import type { AttemptResult, CallRetries, RetrySettings, RetryStrategy } from "./strategy.js";

const operation: OperationDescriptor = {
  name: "PutItem",
  http: ["POST", "/"],
  errors: [
    { name: "Busy", type: ClientError, retryable: "transient" },
    { name: "TooFast", type: ClientError, retryable: "throttling", code: "Wire.TooFast" },
    { name: "Never", type: ClientError },
  ],
};

function strategy(settings: Partial<RetrySettings> = {}): RetryStrategy {
  return standardRetries({ service: "s3", random: () => 1, ...settings });
}

function begin(settings: Partial<RetrySettings> = {}): CallRetries {
  return strategy(settings).begin(operation);
}

const first = { attempts: 1 };

test.each<[string, Omit<AttemptResult, "attempts">]>([
  ...[500, 502, 503, 504].map((status): [string, { status: number }] => [`status ${status}`, { status }]),
  ...[
    "RequestTimeout",
    "RequestTimeoutException",
    "PriorRequestNotComplete",
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "RequestThrottledException",
    "TooManyRequestsException",
    "ProvisionedThroughputExceededException",
    "TransactionInProgressException",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "LimitExceededException",
    "RequestThrottled",
    "SlowDown",
    "EC2ThrottledException",
  ].map((code): [string, { status: number; code: string }] => [`code ${code}`, { status: 400, code }]),
  ...[
    new EndpointConnectionError(),
    new SSLError(),
    new ConnectTimeoutError(),
    new ProxyConnectionError(),
    new ConnectionClosedError(),
    new ReadTimeoutError(),
    new AttemptTimeoutError(),
    new HTTPClientError(),
  ].map((exception): [string, { exception: Error }] => [exception.name, { exception }]),
  ["an error that the operation models as transient", { status: 400, code: "Busy" }],
  ["an error that the operation models as throttling, by its code", { status: 400, code: "Wire.TooFast" }],
  ["a corrupt body", { status: 200, corrupt: true }],
  ["a socket error of an own handler", { exception: Object.assign(new Error(), { code: "ECONNRESET" }) }],
])("%s is retried", (_, result) => {
  expect(begin().next({ ...first, ...result })).toBe(1000);
});

test.each<[string, Omit<AttemptResult, "attempts">]>([
  ["status 429 alone", { status: 429, code: "Other" }],
  ["status 509 alone", { status: 509 }],
  ["status 400", { status: 400, code: "ValidationException" }],
  ["an error modelled without a word on retries", { status: 400, code: "Never" }],
  ["the name of an error that has another code", { status: 400, code: "TooFast" }],
  ["STS's code elsewhere", { status: 400, code: "IDPCommunicationError" }],
  ["a foreign exception", { exception: new Error("mine") }],
  ["an exhausted pool", { exception: new PoolExhaustedError() }],
  ["success", { status: 200 }],
])("%s is not retried", (_, result) => {
  expect(begin().next({ ...first, ...result })).toBeUndefined();
});

test("STS's IDPCommunicationError is retried", () => {
  expect(begin({ service: "sts" }).next({ ...first, status: 400, code: "IDPCommunicationError" })).toBe(1000);
});

test("three attempts are made, or as many as are set, for the client or the call", () => {
  const failed = { status: 500 };
  const call = begin();
  expect([1, 2, 3].map((attempts) => call.next({ attempts, ...failed }))).toEqual([1000, 2000, undefined]);
  expect(call.maxAttemptsReached).toBe(true);
  expect(begin({ maxAttempts: 1 }).next({ attempts: 1, ...failed })).toBeUndefined();
  expect(
    strategy()
      .begin(operation, 1)
      .next({ attempts: 1, ...failed }),
  ).toBeUndefined();
  expect(strategy({ maxAttempts: 7 })).toMatchObject({ maxAttempts: 7, announcesMax: false });
});

test("the delay is random, doubles, and ends at 20 seconds", () => {
  const delays = (random: number): (number | undefined)[] => {
    const call = begin({ random: () => random, maxAttempts: 99 });
    return [1, 2, 3, 5, 6, 20].map((attempts) => call.next({ attempts, status: 500 }));
  };
  expect(delays(1)).toEqual([1000, 2000, 4000, 16_000, 20_000, 20_000]);
  expect(delays(0.5)).toEqual([500, 1000, 2000, 8000, 10_000, 10_000]);
  expect(delays(0)).toEqual([0, 0, 0, 0, 0, 0]);
});

test("what a service asks for in x-amz-retry-after is not heeded by the numbers before 2026", () => {
  expect(begin().next({ ...first, status: 500, headers: { "x-amz-retry-after": "4000" } })).toBe(1000);
});

test("retries cost 5, after timeouts 10, and stop when the budget is used up", () => {
  const quota = new RetryQuota(20);
  const clients = strategy({ quota });
  clients.begin(operation).next({ ...first, status: 500 });
  expect(quota.available).toBe(15);
  clients.begin(operation).next({ ...first, exception: new ReadTimeoutError() });
  expect(quota.available).toBe(5);
  const call = clients.begin(operation);
  expect(call.next({ ...first, exception: new ConnectTimeoutError() })).toBeUndefined();
  expect(call).toMatchObject({ quotaReached: true, stopDelay: 0, maxAttemptsReached: false });
  expect(quota.available).toBe(5);
});

test("a success gives back what its last retry cost, or 1", () => {
  const quota = new RetryQuota(100);
  quota.acquire(50);
  const clients = strategy({ quota });
  clients.begin(operation).next({ ...first, status: 204 });
  expect(quota.available).toBe(51);
  const call = clients.begin(operation);
  call.next({ attempts: 1, status: 500 });
  call.next({ attempts: 2, exception: new ReadTimeoutError() });
  expect(quota.available).toBe(36);
  call.next({ attempts: 3, status: 200 });
  expect(quota.available).toBe(46);
  clients.begin(operation).next({ ...first, status: 400 });
  expect(quota.available).toBe(46);
});

test("a budget never exceeds its capacity", () => {
  const quota = new RetryQuota();
  expect(quota.available).toBe(500);
  quota.release(5);
  expect(quota.available).toBe(500);
});

const numbers2026 = true;

test("2026: DynamoDB gets four attempts, all attempts announce the maximum", () => {
  expect(strategy({ numbers2026 })).toMatchObject({ maxAttempts: 3, announcesMax: true });
  expect(strategy({ numbers2026, service: "dynamodb" }).maxAttempts).toBe(4);
  expect(strategy({ numbers2026, service: "dynamodb-streams" }).maxAttempts).toBe(4);
  expect(strategy({ numbers2026, service: "dynamodb", maxAttempts: 2 }).maxAttempts).toBe(2);
});

test.each([
  ["s3", { status: 500 }, [50, 100, 20_000]],
  ["dynamodb", { status: 500 }, [25, 50, 20_000]],
  ["dynamodb-streams", { status: 500 }, [25, 50, 20_000]],
  ["dynamodb", { status: 400, code: "ThrottlingException" }, [1000, 2000, 20_000]],
])("2026: the delays of %s after %o", (service, result, expected) => {
  const call = begin({ numbers2026, service, maxAttempts: 99 });
  expect([1, 2, 20].map((attempts) => call.next({ attempts, ...result }))).toEqual(expected);
});

test.each([
  ["4000", 4000],
  ["40", 50],
  ["60000", 5050],
  ["-1", 50],
  ["soon", 50],
  ["1.5", 50],
])("2026: x-amz-retry-after %s counts within five seconds of the own delay", (header, expected) => {
  const headers = { "x-amz-retry-after": header };
  expect(begin({ numbers2026 }).next({ ...first, status: 503, headers })).toBe(expected);
});

test("2026: retries cost 14, after throttling 5", () => {
  const quota = new RetryQuota(100);
  const clients = strategy({ numbers2026, quota });
  clients.begin(operation).next({ ...first, exception: new ReadTimeoutError() });
  expect(quota.available).toBe(86);
  clients.begin(operation).next({ ...first, status: 400, code: "SlowDown" });
  expect(quota.available).toBe(81);
});

test.each([
  ["sqs", "ReceiveMessage", 50],
  ["sfn", "GetActivityTask", 50],
  ["swf", "PollForActivityTask", 50],
  ["swf", "PollForDecisionTask", 50],
  ["sqs", "SendMessage", 0],
])("2026: when the budget is used up, %s.%s waits %d ms before it fails", (service, name, stopDelay) => {
  const call = strategy({ numbers2026, service, quota: new RetryQuota(0) }).begin({ ...operation, name });
  expect(call.next({ ...first, status: 500 })).toBeUndefined();
  expect(call).toMatchObject({ quotaReached: true, stopDelay });
});

test("standard never holds a request back", () => {
  expect(begin().admit()).toBeUndefined();
});
