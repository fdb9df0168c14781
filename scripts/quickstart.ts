// npm run quickstart: builds everything, starts local servers, runs examples/quickstart against them, says how to go on.
import { devNull } from "node:os";
import { buildQuietly } from "./build-quietly.js";
import { listClients } from "./clients.js";
import { run } from "./run.js";

const buildSeconds = await buildQuietly();
console.log(`built @inia/core and ${listClients().length} clients in ${buildSeconds.toFixed(1)} s`);

const { defaultCredential, startLocalAws } = await import("@inia/local-aws");
await using aws = await startLocalAws();
const started = performance.now();
const code = await run("tsx", ["examples/quickstart/main.ts"], {
  ...withoutOwnSettings(),
  AWS_ENDPOINT_URL_S3: aws.s3.endpoint,
  AWS_ENDPOINT_URL_DYNAMODB: aws.dynamodb.endpoint,
  AWS_ENDPOINT_URL_SQS: aws.sqs.endpoint,
  AWS_ENDPOINT_URL_STS: aws.sts.endpoint,
  AWS_ACCESS_KEY_ID: defaultCredential.accessKeyId,
  AWS_SECRET_ACCESS_KEY: defaultCredential.secretAccessKey,
  AWS_REGION: "us-east-1",
});
const seconds = ((performance.now() - started) / 1000).toFixed(1);
if (code === 0) {
  const verified = aws.requests.filter(({ accessKeyId }) => accessKeyId !== undefined).length;
  console.log(`
${aws.requests.length} requests to servers in this process, ${verified} signatures verified, ${seconds} s.

How to go on
  read the program          examples/quickstart/main.ts
  run it on your account    npx tsx examples/quickstart/main.ts [profile]
  use it in a project       npm run pack -- s3 dynamodb --to DIR, and there: npm install DIR/*.tgz
  run the tests             npm test
  see how it is made        docs/architecture.md
`);
}
process.exitCode = code;

/** The program shall see the local servers' settings, not those of whoever runs this. */
function withoutOwnSettings(): Record<string, string> {
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
  return { AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull };
}
