import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

interface Response {
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: unknown;
}

/** TypeScript's server, as an editor talks to it. */
export class LanguageServer {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, (response: Response) => void>();
  #sent = 0;

  constructor(program: string) {
    this.#process = spawn(process.execPath, [program, "--disableAutomaticTypingAcquisition"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    createInterface({ input: this.#process.stdout! }).on("line", (line) => {
      if (!line.startsWith("{")) return;
      const response = JSON.parse(line) as Response;
      if (response.request_seq !== undefined) this.#waiting.get(response.request_seq)?.(response);
    });
  }

  /** Tells the server something that it does not answer. */
  tell(command: string, args: object): void {
    this.#send(command, args);
  }

  async ask<Body>(command: string, args: object): Promise<Body> {
    const answer = new Promise<Response>((resolve) => this.#waiting.set(this.#sent + 1, resolve));
    this.#send(command, args);
    const { success, message, body } = await answer;
    if (success !== true) throw new Error(`tsserver refuses ${command}: ${message}`);
    return body as Body;
  }

  stop(): void {
    this.#process.kill();
  }

  #send(command: string, args: object): void {
    this.#sent += 1;
    const request = { seq: this.#sent, type: "request", command, arguments: args };
    this.#process.stdin!.write(`${JSON.stringify(request)}\n`);
  }
}
