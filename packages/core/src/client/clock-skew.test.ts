import { expect, test } from "vitest";
import { toUtf8 } from "../encoding/utf8.js";
import { ClientError } from "../errors/client-error.js";
import type { HttpRequest, HttpResponse } from "../http/message.js";
import { restXml } from "../protocols/rest-xml.js";
import { bench, getThing, json, refusal, type TestBench } from "./test-service.fixture.js";

const minute = 60_000;
const machineTime = Date.UTC(2020, 0, 1);

test.each([-10, 10])(
  "a clock that is wrong by %d minutes is corrected for the retry and for later calls",
  async (by) => {
    const { client, requests, sleeps } = skewed({ by });
    const { $metadata } = await getThing(client, { Name: "a" });
    expect($metadata).toMatchObject({ attempts: 2, attemptLog: [{ reason: "SignatureDoesNotMatch" }, {}] });
    expect(signedAt(requests)).toEqual([machineTime, machineTime + by * minute]);
    expect(sleeps).toEqual([]);

    expect((await getThing(client, { Name: "b" })).$metadata.attempts).toBe(1);
  },
);

test("calls that are refused together correct it once, and say so once", async () => {
  const warnings: string[] = [];
  const { client } = skewed({ by: 10, warnings });
  const outputs = await Promise.all(Array.from({ length: 20 }, (_, index) => getThing(client, { Name: `${index}` })));
  expect(new Set(outputs.map(({ $metadata }) => $metadata.attempts))).toEqual(new Set([2]));
  expect(warnings).toEqual([
    "This machine's clock is 600 s behind that of Test: requests are signed for the service's time from now on.",
  ]);
});

test("where the Date header is not seen, the message tells the time", async () => {
  const message =
    "Signature expired: 20200101T000000Z is now earlier than 20200101T000500Z (20200101T001000Z - 5 min.)";
  const { client, requests } = bench({
    answers: [refusal("InvalidSignatureException", 403, { message }), json({})],
  });
  await getThing(client, { Name: "a" });
  expect(signedAt(requests)).toEqual([machineTime, machineTime + 10 * minute]);
});

test("or, as S3 has it, the body", async () => {
  const body = toUtf8(
    "<Error><Code>RequestTimeTooSkewed</Code><Message>The difference is too large.</Message>" +
      "<RequestTime>20200101T000000Z</RequestTime><ServerTime>2020-01-01T00:10:00Z</ServerTime></Error>",
  );
  const { client, requests } = bench({
    answers: [
      { status: 403, headers: {}, body },
      { status: 200, headers: {} },
    ],
    service: { protocol: restXml },
  });
  await getThing(client, { Name: "a" });
  expect(signedAt(requests)).toEqual([machineTime, machineTime + 10 * minute]);
});

test("a service that goes on refusing is asked twice, not for ever", async () => {
  const { client, requests } = bench({
    answers: [refused(machineTime + 10 * minute), refused(machineTime + 20 * minute)],
  });
  await expect(getThing(client, { Name: "a" })).rejects.toThrow(ClientError);
  expect(requests).toHaveLength(2);
});

test("with one attempt the call fails, and later ones are right", async () => {
  const { client } = skewed({ by: -10, maxAttempts: 1 });
  await expect(getThing(client, { Name: "a" })).rejects.toMatchObject({ code: "SignatureDoesNotMatch", attempts: 1 });
  expect((await getThing(client, { Name: "b" })).$metadata.attempts).toBe(1);
});

test.each<[what: string, HttpResponse]>([
  ["a wrong signature at the right time", refused(machineTime + 2 * minute)],
  ["a refusal for another reason", refusal("AccessDenied", 403, {})],
  ["a refusal without any time", refusal("SignatureDoesNotMatch", 403)],
])("%s is not tried again", async (_, answer) => {
  const { client, requests } = bench({ answers: [answer, json({})] });
  await expect(getThing(client, { Name: "a" })).rejects.toThrow(ClientError);
  expect(requests).toHaveLength(1);
});

/** A service whose clock differs from the machine's, and which tells it when it refuses. */
function skewed(setup: { by: number; maxAttempts?: number; warnings?: string[] }): TestBench {
  const serviceTime = machineTime + setup.by * minute;
  const silent = (): void => {};
  return bench({
    answers: [
      async (request: HttpRequest) =>
        Math.abs(serviceTime - timeOf(request)) > 5 * minute ? refused(serviceTime) : json({}),
    ],
    config: {
      ...(setup.maxAttempts !== undefined && { maxAttempts: setup.maxAttempts }),
      logger: {
        debug: silent,
        info: silent,
        error: silent,
        warn: (message) => void setup.warnings?.push(message),
      },
    },
  });
}

function refused(serviceTime: number): HttpResponse {
  const answer = refusal("SignatureDoesNotMatch", 403);
  return { ...answer, headers: { ...answer.headers, date: new Date(serviceTime).toUTCString() } };
}

function signedAt(requests: readonly HttpRequest[]): number[] {
  return requests.map(timeOf);
}

function timeOf({ headers }: HttpRequest): number {
  return Date.parse(headers["X-Amz-Date"]!.replace(/^(....)(..)(.....)(..)(..)/, "$1-$2-$3:$4:$5"));
}
