import { BedrockRuntimeClient, invokeModelWithResponseStream, ThrottlingException } from "@inia/client-bedrock-runtime";
import type { Scenario } from "./context.js";
import { expectEqual, rejection } from "./expect.js";

export const bedrockScenarios: readonly Scenario[] = [
  {
    name: "Bedrock: an event stream",
    async run(context) {
      const bedrock = new BedrockRuntimeClient(context.configFor("bedrock"));
      const { body } = await invokeModelWithResponseStream(bedrock, { modelId: "lively", body: "{}" });
      const words: string[] = [];
      for await (const { chunk } of body) words.push(new TextDecoder().decode(chunk?.bytes));
      expectEqual(words, ["O ", "boto ", "dança ", "à ", "noite."], "words");
    },
  },
  {
    name: "Bedrock: an event stream that ends with an exception",
    async run(context) {
      const bedrock = new BedrockRuntimeClient(context.configFor("bedrock"));
      const { body } = await invokeModelWithResponseStream(bedrock, { modelId: "tired", body: "{}" });
      let chunks = 0;
      const reading = async (): Promise<void> => {
        for await (const { chunk } of body) if (chunk !== undefined) chunks += 1;
      };
      const error = await rejection(reading(), "the stream");
      if (!(error instanceof ThrottlingException)) throw new Error(`expected ThrottlingException, found ${error}`);
      expectEqual([chunks, error.message.includes("too many words")], [2, true], "chunks and message");
    },
  },
];
