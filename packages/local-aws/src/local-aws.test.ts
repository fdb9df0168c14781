import { expect, expectTypeOf, test } from "vitest";
import { type LocalAws, startLocalAws } from "./local-aws.js";
import type { LocalService } from "./service.js";
import { s3Caller, send } from "./testing/send.js";

test("starts what is asked for, and closes it all", async () => {
  const aws = await startLocalAws({ services: ["s3", "sqs"] });
  expectTypeOf(aws).toEqualTypeOf<LocalAws<"s3" | "sqs">>();
  expectTypeOf(aws.s3).toEqualTypeOf<LocalService>();
  // @ts-expect-error: STS was not asked for
  expect(aws.sts).toBeUndefined();
  await s3Caller(aws.s3.endpoint)("GET", "/");
  await send({ method: "GET", url: `${aws.sqs.endpoint}/` });
  expect(aws.requests.map(({ service, status }) => [service, status])).toEqual([
    ["s3", 200],
    ["sqs", 403],
  ]);
  await aws.close();
  await expect(send({ method: "GET", url: `${aws.s3.endpoint}/` })).rejects.toThrow("ECONNREFUSED");
});

test("without a list all services start, with one set of credentials", async () => {
  const credential = { accessKeyId: "AKIDOWN", secretAccessKey: "own" };
  await using aws = await startLocalAws({ credentials: [credential] });
  const endpoints = [aws.s3, aws.dynamodb, aws.sqs, aws.sts].map(({ endpoint }) => endpoint);
  expect(new Set(endpoints).size).toBe(4);
  expect((await s3Caller(aws.s3.endpoint, credential)("GET", "/")).status).toBe(200);
  expect((await s3Caller(aws.s3.endpoint)("GET", "/")).element("Code")).toBe("InvalidAccessKeyId");
});

test("a request's record tells what came", async () => {
  await using aws = await startLocalAws({ services: ["s3"] });
  const call = s3Caller(aws.s3.endpoint);
  await call("PUT", "/bkt");
  await call("PUT", "/bkt/k?x-id=PutObject", { body: "12345", headers: { "content-type": "text/plain" } });
  expect(aws.requests[1]).toMatchObject({
    service: "s3",
    method: "PUT",
    path: "/bkt/k?x-id=PutObject",
    operation: "PutObject",
    accessKeyId: "AKIDEXAMPLE",
    bodyLength: 5,
    status: 200,
    errorCode: undefined,
  });
  expect(aws.requests[1]?.headers["content-type"]).toBe("text/plain");
});
