import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { buildProgram } from "../build-program.js";
import type { ScenarioResult } from "../suite/run-suite.js";
import { findBinary } from "./find-binary.js";
import { notInstalled, type Runtime } from "./runtime.js";

export const workerd: Runtime = {
  name: "workerd",
  async run(settings) {
    const command = findBinary("@cloudflare", "bin/workerd");
    if (command === undefined) return { skipped: notInstalled };
    // The conditions that wrangler bundles with.
    const program = await buildProgram("worker", { bundledFor: ["workerd", "worker", "browser"] });
    const config = join(dirname(program), "workerd.capnp");
    await writeFile(config, configuration);
    // It tells on descriptor 3 which port it took.
    const server = spawn(command, ["serve", config, "--control-fd=3"], {
      stdio: ["ignore", "inherit", "inherit", "pipe"],
    });
    try {
      const port = await Promise.race([
        listeningPort(server.stdio[3] as Readable),
        once(server, "exit").then(([code]) => {
          throw new Error(`workerd ended with exit code ${String(code)}`);
        }),
      ]);
      const body = JSON.stringify({ ...settings, bundle: await readFile(program, "utf8") });
      const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
      if (!response.ok) throw new Error(`the worker answered ${response.status}: ${await response.text()}`);
      return { version: compatibilityDate, results: (await response.json()) as ScenarioResult[] };
    } finally {
      server.kill();
    }
  },
};

async function listeningPort(control: Readable): Promise<number> {
  for await (const line of createInterface({ input: control })) {
    const event = JSON.parse(line) as { event: string; port?: number };
    if (event.event === "listen" && event.port !== undefined) return event.port;
  }
  throw new Error("workerd did not say which port it listens on");
}

const compatibilityDate = "2026-11-01";

// The local servers are on loopback, which workers may not reach unless told.
const configuration = `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "suite", worker = .suite),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "suite")],
);

const suite :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.mjs")],
  compatibilityDate = "${compatibilityDate}",
);
`;
