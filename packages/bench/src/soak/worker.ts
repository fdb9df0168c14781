// A process that makes calls for long, and says what they came to. It has to end by itself when it has said so.
import { DynamoDBClient, getItem } from "@inia/client-dynamodb";
import { getObject, S3Client } from "@inia/client-s3";
import { isIniaError } from "@inia/core";
import { credentials, region } from "../settings.js";
import type { SoakResult } from "./soak-result.js";

const [endpoint, calls, atOnce] = [process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])];
const config = {
  region,
  credentials,
  endpoint,
  loadConfig: false,
  readTimeoutMs: 500,
  maxAttempts: 5,
  // The order of waits, in a hundredth of their time.
  sleep: (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms / 100)),
};
const s3 = new S3Client({ ...config, s3: { addressingStyle: "path" } });
const dynamodb = new DynamoDBClient(config);

const result: SoakResult = {
  answered: 0,
  failed: {},
  wrong: 0,
  attempts: 0,
  strangers: 0,
  rssGrowthMb: 0,
  heapLeftMb: 0,
  left: [],
  seconds: 0,
};
/** Which ids have been answered, one bit each: nothing may be answered twice. */
const seen = new Uint8Array(Math.ceil(calls / 8));
let next = 0;

const started = performance.now();
await run(Math.floor(calls / 10));
const rssBefore = residentMb();
await run(calls);
result.rssGrowthMb = residentMb() - rssBefore;
result.seconds = (performance.now() - started) / 1000;
result.heapLeftMb = await dropClients(10_000);
s3.close();
dynamodb.close();
await pause();
result.left = process.getActiveResourcesInfo().filter((name) => /TCP|TLS|Timeout/.test(name));
process.send!(result);
process.disconnect();

async function run(upTo: number): Promise<void> {
  const work = async (): Promise<void> => {
    while (next < upTo) await settle(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function settle(index: number): Promise<void> {
  const id = `id-${index}`;
  try {
    const got = index % 2 === 0 ? await readObject(id) : await readItem(id);
    const bit = 1 << (index & 7);
    if (got !== id || seen[index >> 3]! & bit) result.wrong += 1;
    else result.answered += 1;
    seen[index >> 3]! |= bit;
  } catch (error) {
    const name = error instanceof Error ? error.name : String(error);
    if (!isIniaError(error)) result.strangers += 1;
    result.failed[name] = (result.failed[name] ?? 0) + 1;
  }
}

async function readObject(id: string): Promise<string> {
  const { Body, $metadata } = await getObject(s3, { Bucket: "bucket", Key: id });
  result.attempts += $metadata.attempts ?? 0;
  return (await Body.text()).trimEnd();
}

async function readItem(id: string): Promise<string | undefined> {
  const { Item, $metadata } = await getItem(dynamodb, { TableName: "table", Key: { id: { S: id } } });
  result.attempts += $metadata.attempts ?? 0;
  return Item?.["id"]?.S;
}

/** Makes clients, each of which makes a call, and forgets them, unclosed. How much more there is in the heap then. */
async function dropClients(count: number): Promise<number> {
  // What the first ones load and compile stays, and is no leak.
  await useClients(100);
  const before = await heapMb();
  await useClients(count);
  return (await heapMb()) - before;
}

async function useClients(count: number): Promise<void> {
  for (let made = 0; made < count; made += 50) {
    const clients = Array.from({ length: 50 }, () => new S3Client({ ...config, s3: { addressingStyle: "path" } }));
    await Promise.allSettled(
      clients.map(async (client) => {
        const { Body } = await getObject(client, { Bucket: "bucket", Key: "id" });
        await Body.text();
      }),
    );
  }
}

function residentMb(): number {
  globalThis.gc!();
  return process.memoryUsage.rss() / 2 ** 20;
}

async function heapMb(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    await pause();
    globalThis.gc!();
  }
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** Lets finalizers run, and connections close. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}
