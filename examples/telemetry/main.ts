// telemetry TABLE BUCKET: copies a table's rows into a bucket as JSON lines, and prints what became of its calls.
import { DynamoDBClient, paginateScan } from "@inia/client-dynamodb";
import { headObject, putObject, S3Client } from "@inia/client-s3";
import { instrument } from "@inia/opentelemetry";
import { trace } from "@opentelemetry/api";
import { report, startTelemetry } from "./telemetry.js";

const [TableName = "", Bucket = ""] = process.argv.slice(2);
const meter = startTelemetry();
const [dynamodb, s3] = [new DynamoDBClient(), new S3Client()];
instrument(dynamodb, { meter });
instrument(s3, { meter });

await trace.getTracer("copy").startActiveSpan("copy", async (span) => {
  const Key = `${TableName}.jsonl`;
  const isThere = await headObject(s3, { Bucket, Key }).then(
    () => true,
    () => false,
  );
  const rows: string[] = [];
  for await (const item of paginateScan(dynamodb, { TableName }, { pageSize: 2 }).items())
    rows.push(JSON.stringify(item));
  await putObject(s3, { Bucket, Key, Body: `${rows.join("\n")}\n` });
  console.log(`${rows.length} rows in ${Key}, which ${isThere ? "was there" : "is new"}`);
  span.end();
});
for (const line of await report()) console.log(line);
