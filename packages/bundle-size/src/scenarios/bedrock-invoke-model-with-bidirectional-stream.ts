import { BedrockRuntimeClient, invokeModelWithBidirectionalStream } from "@inia/client-bedrock-runtime";
import type { AwsCredentials } from "@inia/core";

export async function run(credentials: AwsCredentials, said: AsyncIterable<string>): Promise<number> {
  const bedrock = new BedrockRuntimeClient({ region: "eu-west-1", credentials });
  const { body } = await invokeModelWithBidirectionalStream(bedrock, { modelId: "my-model", body: chunks(said) });
  let length = 0;
  for await (const { chunk } of body) length += chunk?.bytes?.byteLength ?? 0;
  return length;
}

async function* chunks(said: AsyncIterable<string>): AsyncGenerator<{ chunk: { bytes: string } }> {
  for await (const bytes of said) yield { chunk: { bytes } };
}
