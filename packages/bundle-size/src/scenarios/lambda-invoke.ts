import { invoke, LambdaClient } from "@inia/client-lambda";
import type { AwsCredentials } from "@inia/core";

export async function run(credentials: AwsCredentials): Promise<number | undefined> {
  const lambda = new LambdaClient({ region: "eu-west-1", credentials });
  const { StatusCode } = await invoke(lambda, { FunctionName: "my-function", Payload: "{}" });
  return StatusCode;
}
