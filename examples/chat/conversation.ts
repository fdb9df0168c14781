import {
  type BedrockRuntimeClient,
  converseStream,
  type MessageInput,
  ModelStreamErrorException,
  ThrottlingException,
  type TokenUsage,
} from "@inia/client-bedrock-runtime";

/** What came of a question. */
export interface Answer {
  readonly text: string;
  /** Why the model stopped: `end_turn`, `max_tokens`, …; `aborted` where it was told to. */
  readonly stopReason: string;
  readonly usage: TokenUsage | undefined;
}

/** A conversation with a model, which is told all that was said before. */
export class Conversation {
  readonly #client: BedrockRuntimeClient;
  readonly #modelId: string;
  readonly #messages: MessageInput[] = [];

  constructor(client: BedrockRuntimeClient, modelId: string) {
    this.#client = client;
    this.#modelId = modelId;
  }

  /** Asks; `show` gets the answer's text piece by piece. */
  async ask(question: string, show: (text: string) => void, signal: AbortSignal): Promise<Answer> {
    const messages: MessageInput[] = [...this.#messages, { role: "user", content: [{ text: question }] }];
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await this.#hear(messages, show, signal);
        this.#messages.push(...messages.slice(-1), { role: "assistant", content: [{ text: answer.text }] });
        return answer;
      } catch (error) {
        // Calls are tried again by themselves; what breaks off in the middle is not, for it was shown already.
        const isPassing = error instanceof ThrottlingException || error instanceof ModelStreamErrorException;
        if (!isPassing || attempt === mostAttempts) throw error;
        show(`\n[${error.name}: ${error.message}; asking again]\n`);
      }
    }
  }

  async #hear(messages: readonly MessageInput[], show: (text: string) => void, signal: AbortSignal): Promise<Answer> {
    let text = "";
    let stopReason = "";
    let usage: TokenUsage | undefined;
    try {
      const input = { modelId: this.#modelId, messages, inferenceConfig: { maxTokens: 1024 } };
      const { stream } = await converseStream(this.#client, input, { signal });
      for await (const event of stream) {
        if (event.contentBlockDelta?.delta.text !== undefined) {
          text += event.contentBlockDelta.delta.text;
          show(event.contentBlockDelta.delta.text);
        } else if (event.messageStop) stopReason = event.messageStop.stopReason;
        else if (event.metadata) usage = event.metadata.usage;
      }
    } catch (error) {
      if (error !== signal.reason) throw error;
      stopReason = "aborted";
    }
    return { text, stopReason, usage };
  }
}

const mostAttempts = 3;
