import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTable, DynamoDBClient, putItem, waitUntilTableExists } from "@inia/client-dynamodb";
import { createBucket, putObject, S3Client } from "@inia/client-s3";
import { marshall } from "@inia/dynamodb-documents";
import { type Credential, defaultCredential, startLocalAws } from "@inia/local-aws";
import { startEventStreamServer } from "../packages/runtimes/src/event-stream-server.js";
import { type ListeningServer, listen } from "../packages/runtimes/src/listen.js";
import { root } from "./clients.js";

/** What programs of the documents run against. */
export interface DocsWorld {
  readonly credential: Credential;
  /** Endpoints, credentials, region and profiles. */
  readonly environment: Readonly<Record<string, string>>;
  /** Leads a program's own endpoint here. */
  localise(code: string): string;
  /** Puts everything in place that programs take for there. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Starts local servers, and fills them with what the documents speak of. */
export async function startDocsWorld(): Promise<DocsWorld> {
  const region = "eu-west-1";
  const aws = await startLocalAws({
    region,
    recordRequests: false,
    tableDelayMs: 0,
    credentials: [defaultCredential, guest],
  });
  const bedrock = await startEventStreamServer();
  const cognito = await startCognito(guest);
  const credentials = defaultCredential;
  const home = mkdtempSync(join(tmpdir(), "inia-docs-home-"));
  const config = join(home, "config");
  const profiles = ["default", "profile dev", "profile admin", "profile production", "profile local"];
  const keys = `aws_access_key_id = ${credentials.accessKeyId}\naws_secret_access_key = ${credentials.secretAccessKey}\n`;
  writeFileSync(config, profiles.map((name) => `[${name}]\nregion = ${region}\n${keys}`).join("\n"));
  const s3 = new S3Client({ region, endpoint: aws.s3.endpoint, credentials, loadConfig: false });
  const dynamodb = new DynamoDBClient({ region, endpoint: aws.dynamodb.endpoint, credentials, loadConfig: false });
  for (const Bucket of new Set(objects.map(([bucket]) => bucket))) {
    await createBucket(s3, { Bucket, CreateBucketConfiguration: { LocationConstraint: region } });
  }
  for (const [TableName, ...keys] of tables) {
    await createTable(dynamodb, {
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: keys.map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
      KeySchema: keys.map(([AttributeName], index) => ({ AttributeName, KeyType: index === 0 ? "HASH" : "RANGE" })),
    });
    await waitUntilTableExists(dynamodb, { TableName }, { delaySeconds: 0.1 });
  }
  return {
    credential: credentials,
    environment: {
      HOME: home,
      AWS_CONFIG_FILE: config,
      AWS_SHARED_CREDENTIALS_FILE: join(home, "none"),
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_REGION: region,
      AWS_DATA_PATH: join(root, "examples", "own-service", "models"),
      AWS_ENDPOINT_URL_S3: aws.s3.endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: aws.dynamodb.endpoint,
      AWS_ENDPOINT_URL_SQS: aws.sqs.endpoint,
      AWS_ENDPOINT_URL_STS: aws.sts.endpoint,
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.endpoint,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY: cognito.endpoint,
    },
    localise: (code) => code.replaceAll("http://localhost:9000", aws.s3.endpoint),
    async reset() {
      for (const [Bucket, Key] of objects) await putObject(s3, { Bucket, Key, Body: '{"level":"error"}\n' });
      for (const [TableName, item] of items) await putItem(dynamodb, { TableName, Item: marshall(item) });
    },
    async close() {
      s3.close();
      dynamodb.close();
      await aws.close();
      bedrock.close();
      cognito.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const guest = { accessKeyId: "ASIAGUEST", secretAccessKey: "guest-secret", sessionToken: "guest-token" };

const objects = [
  ["notes", "today.txt"],
  ["logs", "2026-11-25.jsonl"],
  ["films", "long.mp4"],
  ["my-bucket", "hello.txt"],
  ["films", "alien.mp4"],
  ["films", "poster.jpg"],
  ["archive", "old.mp4"],
  ["site", "v2/index.html"],
] as const;

/** With their keys. */
const tables: readonly (readonly [name: string, ...keys: (readonly [name: string, type: "S" | "N"])[]])[] = [
  ["Orders", ["Id", "S"]],
  ["films", ["id", "N"]],
  ["songs", ["artist", "S"], ["year", "N"]],
  ["ledger", ["id", "S"]],
];

const items = [
  ["films", { id: 1, title: "Alien", version: 3, labels: new Set(["new", "uncut"]), cast: [{ name: "Yaphet" }] }],
  ["songs", { artist: "Nina", year: 1965, title: "Feeling Good" }],
] as const;

/** An identity pool whose guests have the credentials that the servers here accept. */
function startCognito({ accessKeyId, secretAccessKey, sessionToken }: Credential): Promise<ListeningServer> {
  const identity = { IdentityId: "eu-west-1:00000000-0000-4000-8000-000000000001" };
  const keys = { AccessKeyId: accessKeyId, SecretKey: secretAccessKey, SessionToken: sessionToken };
  const end = Date.now() / 1000 + 3600;
  const server = createServer((request, response) => {
    request.resume();
    const { headers } = request;
    const isId = String(headers["x-amz-target"]).endsWith(".GetId");
    response.setHeader("Content-Type", "application/x-amz-json-1.1");
    response.end(JSON.stringify(isId ? identity : { ...identity, Credentials: { ...keys, Expiration: end } }));
  });
  return listen(server);
}
