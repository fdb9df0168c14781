import { CloudWatchClient, putMetricData } from "@inia/client-cloudwatch";
import type { AwsCredentials } from "@inia/core";

export async function count(credentials: AwsCredentials): Promise<void> {
  const cloudwatch = new CloudWatchClient({ region: "eu-west-1", credentials });
  await putMetricData(cloudwatch, { Namespace: "my-site", MetricData: [{ MetricName: "visits", Value: 1 }] });
}
