import { type ChildProcess, spawn } from "node:child_process";
import { pythonProgram } from "./python.js";

/** A running moto server. */
export interface Moto {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts moto on a free port of the loopback interface. `installPython` must have been called. */
export async function startMoto(): Promise<Moto> {
  const child = spawn(pythonProgram("moto_server"), ["-H", "127.0.0.1", "-p", "0"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, PYTHONUNBUFFERED: "1", NO_COLOR: "1" },
  });
  const kill = (): void => void child.kill();
  process.once("exit", kill);
  const exited = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const endpoint = await listening(child);
  return {
    endpoint,
    async stop() {
      process.off("exit", kill);
      child.kill();
      await exited;
    },
  };
}

/** Resolves when the server says where it listens. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`moto ended with ${code}:\n${output}`)));
    child.stderr?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const endpoint = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
      if (endpoint !== undefined) resolve(endpoint);
    });
  });
}
