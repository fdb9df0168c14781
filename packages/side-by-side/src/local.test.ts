import { defaultCredential, startLocalAws } from "@inia/local-aws";
import { expect, test, vi } from "vitest";
import { migratePrograms, typeCheck } from "./prepare.js";
import { type Outcome, runProgram } from "./run.js";

vi.setConfig({ testTimeout: 120_000 });

const programs = migratePrograms("programs");
migratePrograms("programs-moto");

/** Runs a program on servers that nobody used before. */
async function onFreshServers(path: string): Promise<Outcome> {
  await using aws = await startLocalAws();
  return await runProgram(path, {
    AWS_ACCESS_KEY_ID: defaultCredential.accessKeyId,
    AWS_SECRET_ACCESS_KEY: defaultCredential.secretAccessKey,
    AWS_ENDPOINT_URL_S3: aws.s3.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: aws.dynamodb.endpoint,
    AWS_ENDPOINT_URL_SQS: aws.sqs.endpoint,
    AWS_ENDPOINT_URL_STS: aws.sts.endpoint,
  });
}

for (const { name, awsSdk, inia } of programs) {
  test(`${name}: the same answers, errors and metadata`, async () => {
    const before = await onFreshServers(awsSdk);
    const after = await onFreshServers(inia);
    expect(after).toEqual(before);
  });
}

test.each(["awsSdk", "inia"] as const)("all programs type-check: %s", (which) => {
  expect(typeCheck(which)).toBe("");
});
