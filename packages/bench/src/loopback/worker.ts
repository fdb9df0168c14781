// A process that gets one object over loopback, fifty calls at once, for as long as it is told.
import { Agent, get } from "node:http";
import { credentials, region } from "../settings.js";

const [library, endpoint] = process.argv.slice(2) as ["inia" | "aws-sdk" | "node", string];
const input = { Bucket: "my-bucket", Key: "my-key" };
const call = await { inia: prepareInia, "aws-sdk": prepareAwsSdk, node: prepareNode }[library]();

process.on("message", async (milliseconds: number) => {
  const started = performance.now();
  let calls = 0;
  const work = async (): Promise<void> => {
    do {
      await call();
      calls += 1;
    } while (performance.now() < started + milliseconds);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  process.send!((calls / (performance.now() - started)) * 1000);
});
process.send!("ready");

async function prepareInia(): Promise<() => Promise<unknown>> {
  const { S3Client, getObject } = await import("@inia/client-s3");
  const s3 = new S3Client({ region, credentials, endpoint, s3: { addressingStyle: "path" } });
  return async () => (await getObject(s3, input)).Body.bytes();
}

async function prepareAwsSdk(): Promise<() => Promise<unknown>> {
  const { S3Client, GetObjectCommand } = await import("@aws-sdk/client-s3");
  const s3 = new S3Client({ region, credentials, endpoint, forcePathStyle: true });
  return async () => (await s3.send(new GetObjectCommand(input))).Body!.transformToByteArray();
}

/** What Node itself reaches, without signing or parsing. */
async function prepareNode(): Promise<() => Promise<unknown>> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  return () =>
    new Promise((resolve, reject) => {
      get(`${endpoint}/my-bucket/my-key`, { agent }, (response) => {
        response.on("end", resolve).on("error", reject).resume();
      }).on("error", reject);
    });
}

const atOnce = 50;
