import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { CredentialStore, eventBytes, exceptionBytes, verifyRequest } from "@inia/local-aws";
import { startProgram } from "./program.js";

/** A question and its answer, one that breaks off and is asked again, one that is interrupted, one that is refused. */
export async function checkChat(): Promise<string> {
  await using bedrock = await startBedrock();
  await using program = startProgram("chat", "main.ts", {
    args: ["a.model-v1:0"],
    env: { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.endpoint },
    input: "hello\nbreak off\ntalk for ever\nrefuse\n",
  });
  await program.said("and on ");
  // It answers for ever: only an abort ends that, and the questions that follow are asked all the same.
  program.signal("SIGINT");
  await bedrock.hungUp;
  const { code, output } = await program.ended;
  assert.equal(code, 0, output);
  assert.match(output, /you said: hello\n\[end_turn, 1 tokens in, 3 out\]/);
  assert.match(
    output,
    /half an\n\[ModelStreamErrorException: .*: try again; asking again\]\nyou said: break off\n\[end_turn/,
  );
  assert.match(output, /and on (and on )*\n\[aborted\]/);
  assert.match(output, /\[AccessDeniedException: .*: no access to this model\]/);
  assert.deepEqual(bedrock.wrong, []);
  assert.deepEqual(bedrock.turns, [1, 3, 3, 5, 7], "each question comes with all that was said before");
  return `5 questions asked, answers shown as events came; 1 broke off, 1 aborted, 1 refused`;
}

interface Bedrock extends AsyncDisposable {
  readonly endpoint: string;
  /** Messages in each question. */
  readonly turns: number[];
  /** What did not verify. */
  readonly wrong: string[];
  /** Resolves when a client left before an answer's end. */
  readonly hungUp: Promise<void>;
}

/** Answers ConverseStream by what the last message says, and verifies who asks. */
async function startBedrock(): Promise<Bedrock> {
  const turns: number[] = [];
  const wrong: string[] = [];
  let leave = (): void => {};
  const hungUp = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    try {
      verify(request, body);
    } catch (error) {
      wrong.push(String(error));
      response.writeHead(403).end();
      return;
    }
    const { messages } = JSON.parse(body.toString()) as { messages: { content: { text: string }[] }[] };
    turns.push(messages.length);
    const question = messages.at(-1)!.content[0]!.text;
    const isAgain = turns.filter((count) => count === messages.length).length > 1;
    if (question === "talk for ever") response.once("close", leave);
    await answer(response, question, isAgain);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    turns,
    wrong,
    hungUp,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function verify({ method = "", url = "", rawHeaders }: IncomingMessage, body: Uint8Array): void {
  const headers = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1]!] as const] : []));
  const verified = verifyRequest(
    { method, target: url, headers },
    { credentials: new CredentialStore(), service: "bedrock", region: "us-east-1", body },
  );
  assert.equal(verified.credential.accessKeyId, "AKIDEXAMPLE");
  assert.equal(url, "/model/a.model-v1%3A0/converse-stream");
}

async function answer(response: ServerResponse, question: string, isAgain: boolean): Promise<void> {
  const say = (text: string): boolean =>
    response.write(eventBytes("contentBlockDelta", { delta: { text }, contentBlockIndex: 0 }));
  if (question === "refuse") {
    response.writeHead(403, { "x-amzn-errortype": "AccessDeniedException", "content-type": "application/json" });
    response.end('{"message":"no access to this model"}');
    return;
  }
  response.writeHead(200, { "content-type": "application/vnd.amazon.eventstream" });
  response.write(eventBytes("messageStart", { role: "assistant" }));
  if (question === "break off" && !isAgain) {
    say("half an");
    response.end(exceptionBytes("modelStreamErrorException", { message: "try again" }));
    return;
  }
  if (question === "talk for ever") {
    while (!response.destroyed) {
      say("and on ");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return;
  }
  for (const text of ["you ", "said: ", question]) say(text);
  response.write(eventBytes("messageStop", { stopReason: "end_turn" }));
  const usage = { inputTokens: 1, outputTokens: 3, totalTokens: 4 };
  response.end(eventBytes("metadata", { usage, metrics: { latencyMs: 1 } }));
}
