import { execFile } from "node:child_process";
import { devNull } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DynamoDB } from "@inia/client-dynamodb";
import { S3 } from "@inia/client-s3";
import { SQS } from "@inia/client-sqs";
import { defaultCredential, startLocalAws } from "@inia/local-aws";
import { expect, test } from "vitest";

test("the program does all that it says, and leaves nothing behind", { timeout: 60_000 }, async () => {
  await using aws = await startLocalAws();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", fileURLToPath(new URL("main.ts", import.meta.url))],
    {
      env: {
        PATH: process.env["PATH"],
        AWS_CONFIG_FILE: devNull,
        AWS_SHARED_CREDENTIALS_FILE: devNull,
        AWS_ENDPOINT_URL_S3: aws.s3.endpoint,
        AWS_ENDPOINT_URL_DYNAMODB: aws.dynamodb.endpoint,
        AWS_ENDPOINT_URL_SQS: aws.sqs.endpoint,
        AWS_ENDPOINT_URL_STS: aws.sts.endpoint,
        AWS_ACCESS_KEY_ID: defaultCredential.accessKeyId,
        AWS_SECRET_ACCESS_KEY: defaultCredential.secretAccessKey,
        AWS_REGION: "us-east-1",
      },
    },
  );
  expect(stdout).toContain('get text                           "Olá, boto!", text/plain; charset=utf-8');
  expect(stdout).toContain("byte for byte what was put");
  expect(stdout).toContain('200 "Olá, boto!", without credentials');
  expect(stdout).toContain("2021, 2022, 2023, 2024, 2025");

  const common = { region: "us-east-1", credentials: defaultCredential, loadConfig: false };
  const { Buckets } = await new S3({ ...common, endpoint: aws.s3.endpoint }).listBuckets();
  const { TableNames } = await new DynamoDB({ ...common, endpoint: aws.dynamodb.endpoint }).listTables();
  const { QueueUrls } = await new SQS({ ...common, endpoint: aws.sqs.endpoint }).listQueues();
  expect([Buckets ?? [], TableNames ?? [], QueueUrls ?? []]).toEqual([[], [], []]);
});
