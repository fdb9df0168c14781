// chat MODEL: asks a model of Bedrock what is typed, line by line.
import { createInterface } from "node:readline";
import { BedrockRuntimeClient } from "@inia/client-bedrock-runtime";
import { isIniaError } from "@inia/core";
import { Conversation } from "./conversation.js";

const [modelId] = process.argv.slice(2);
if (modelId === undefined) {
  console.error("Usage: chat MODEL");
  process.exit(2);
}
const conversation = new Conversation(new BedrockRuntimeClient(), modelId);
const lines = createInterface({ input: process.stdin, prompt: "> " });
let answering: AbortController | undefined;
const interrupt = (): void => {
  if (answering === undefined || answering.signal.aborted) process.exit(130);
  answering.abort(new Error("that is enough"));
};
// The terminal's Ctrl-C reaches readline; other processes send the signal.
lines.on("SIGINT", interrupt);
process.on("SIGINT", interrupt);

lines.prompt();
for await (const question of lines) {
  answering = new AbortController();
  try {
    const { stopReason, usage } = await conversation.ask(
      question,
      (text) => process.stdout.write(text),
      answering.signal,
    );
    console.log(`\n[${stopReason}${usage ? `, ${usage.inputTokens} tokens in, ${usage.outputTokens} out` : ""}]`);
  } catch (error) {
    if (!isIniaError(error)) throw error;
    console.error(`\n[${error.code}: ${error.message}]`);
  }
  answering = undefined;
  lines.prompt();
}
