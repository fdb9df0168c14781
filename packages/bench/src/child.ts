import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { quietEnvironment } from "./quiet-environment.js";

/** A measured process that answers each message with one. */
export class Child {
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess) {
    this.#process = process;
  }

  /** Resolves when the program has said that it is ready. */
  static async start(program: string, args: readonly string[], execArgv: readonly string[] = []): Promise<Child> {
    const child = new Child(fork(program, args, { execArgv: [...execArgv], env: quietEnvironment }));
    await child.#answer();
    return child;
  }

  ask<Answer>(message: number | object): Promise<Answer> {
    const answer = this.#answer<Answer>();
    this.#process.send(message);
    return answer;
  }

  stop(): void {
    this.#process.disconnect();
    this.#process.kill();
  }

  async #answer<Answer>(): Promise<Answer> {
    const ended = new AbortController();
    try {
      return await Promise.race([
        once(this.#process, "message", { signal: ended.signal }).then(([message]) => message as Answer),
        once(this.#process, "exit", { signal: ended.signal }).then(([code]) => {
          throw new Error(`The measured program ended with exit code ${String(code)}.`);
        }),
      ]);
    } finally {
      ended.abort();
    }
  }
}
