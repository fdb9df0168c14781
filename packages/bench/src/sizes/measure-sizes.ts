import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { benchFolder } from "../folders.js";
import type { Row } from "../table.js";

interface SizeCase {
  readonly title: string;
  /** The service's folder among both libraries' packages. */
  readonly service: string;
  readonly client: string;
  readonly operation: string;
}

/** Bundles for browsers: a client and one operation in one minified file, in kB of gzip. Exact: there is no spread. */
export async function measureSizes(report: (row: Row) => void): Promise<Row[]> {
  const rows: Row[] = [];
  const floor = await bundledKb(
    'import { AwsClient } from "aws4fetch"; export const run = (config, url) => new AwsClient(config).fetch(url);',
  );
  for (const { title, service, client, operation, goal } of cases) {
    const method = operation.charAt(0).toLowerCase() + operation.slice(1);
    const ours = await bundledKb(
      `import { ${client}, ${method} } from "@inia/client-${service}";` +
        `export const run = (config, input) => ${method}(new ${client}(config), input);`,
    );
    const theirs = await bundledKb(
      `import { ${client}, ${operation}Command } from "@aws-sdk/client-${service}";` +
        `export const run = (config, input) => new ${client}(config).send(new ${operation}Command(input));`,
    );
    const ratio = ours / theirs;
    const row: Row = {
      name: title,
      ours: `${ours.toFixed(1)} kB`,
      theirs: `${theirs.toFixed(1)} kB`,
      ratio: { median: ratio, low: ratio, high: ratio },
      goal,
      bars: { ours, theirs, floor, text: (kb) => `${kb.toFixed(1)} kB` },
    };
    report(row);
    rows.push(row);
  }
  return rows;
}

async function bundledKb(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: benchFolder },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    legalComments: "none",
    write: false,
    logLevel: "error",
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length / 1024;
}

// The goals are those of packages/bundle-size, over what v3 takes.
const cases: readonly (SizeCase & { readonly goal: number })[] = [
  { title: "S3 getObject", service: "s3", client: "S3Client", operation: "GetObject", goal: 0.22 },
  { title: "STS getCallerIdentity", service: "sts", client: "STSClient", operation: "GetCallerIdentity", goal: 0.24 },
  { title: "DynamoDB getItem", service: "dynamodb", client: "DynamoDBClient", operation: "GetItem", goal: 0.21 },
  { title: "SQS sendMessage", service: "sqs", client: "SQSClient", operation: "SendMessage", goal: 0.21 },
  { title: "Lambda invoke", service: "lambda", client: "LambdaClient", operation: "Invoke", goal: 0.18 },
  {
    title: "CloudWatch putMetricData",
    service: "cloudwatch",
    client: "CloudWatchClient",
    operation: "PutMetricData",
    goal: 0.21,
  },
  { title: "EC2 describeInstances", service: "ec2", client: "EC2Client", operation: "DescribeInstances", goal: 0.08 },
];
