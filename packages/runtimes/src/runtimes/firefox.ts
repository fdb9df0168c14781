import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ScenarioResult } from "../suite/run-suite.js";
import { BidiSession } from "./bidi.js";
import type { Runtime } from "./runtime.js";
import { servePage } from "./serve-page.js";

export const firefox: Runtime = {
  name: "Firefox",
  crossOrigin: true,
  async run(settings) {
    const executable = candidates.find((path) => existsSync(path));
    if (executable === undefined) {
      return { skipped: `none of ${candidates.join(", ")} is there (on Debian: apt-get install firefox-esr)` };
    }
    const profile = await mkdtemp(join(tmpdir(), "inia-firefox-"));
    const options = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"];
    const browser = spawn(executable, options, {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, HOME: profile },
    });
    const server = await servePage();
    let session: BidiSession | undefined;
    try {
      session = await BidiSession.connect(`${await listeningUrl(browser)}/session`);
      const { capabilities } = await session.send<NewSession>("session.new", { capabilities: {} });
      const { context } = await session.send<{ context: string }>("browsingContext.create", { type: "tab" });
      await session.send("browsingContext.navigate", { context, url: server.url, wait: "complete" });
      const answer = await session.send<CallResult>("script.callFunction", {
        functionDeclaration: "async (settings) => JSON.stringify(await runSuite(JSON.parse(settings)))",
        arguments: [{ type: "string", value: JSON.stringify(settings) }],
        awaitPromise: true,
        target: { context },
      });
      if (answer.type === "exception") throw new Error(answer.exceptionDetails.text);
      return { version: capabilities.browserVersion, results: JSON.parse(answer.result.value) as ScenarioResult[] };
    } finally {
      session?.close();
      server.close();
      await stop(browser);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};

interface NewSession {
  readonly capabilities: { readonly browserVersion: string };
}

type CallResult =
  | { readonly type: "success"; readonly result: { readonly value: string } }
  | { readonly type: "exception"; readonly exceptionDetails: { readonly text: string } };

/** It tells on its error output where it listens. */
async function listeningUrl(browser: ChildProcess): Promise<string> {
  const said: string[] = [];
  for await (const line of createInterface({ input: browser.stderr! })) {
    const url = /WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1];
    if (url === undefined) {
      said.push(line);
      continue;
    }
    browser.stderr!.resume();
    return url;
  }
  throw new Error(`Firefox ended before it listened:\n${said.join("\n")}`);
}

async function stop(browser: ChildProcess): Promise<void> {
  if (browser.exitCode !== null || browser.signalCode !== null) return;
  const ended = once(browser, "exit");
  browser.kill();
  await ended;
}

const candidates: readonly string[] = [
  ...(process.env["FIREFOX"] === undefined ? [] : [process.env["FIREFOX"]]),
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
];
