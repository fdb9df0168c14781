import { BedrockRuntimeClient, invokeModelWithResponseStream } from "@inia/client-bedrock-runtime";
import type { AwsCredentials } from "@inia/core";

export async function run(credentials: AwsCredentials): Promise<number> {
  const bedrock = new BedrockRuntimeClient({ region: "eu-west-1", credentials });
  const { body } = await invokeModelWithResponseStream(bedrock, { modelId: "my-model", body: "{}" });
  let length = 0;
  for await (const { chunk } of body) length += chunk?.bytes?.byteLength ?? 0;
  return length;
}
