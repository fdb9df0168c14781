import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { buildProgram } from "../build-program.js";
import type { ScenarioResult } from "../suite/run-suite.js";
import type { Runtime } from "./runtime.js";

export const chromium: Runtime = {
  name: "Chromium",
  crossOrigin: true,
  async run(settings) {
    const script = await readFile(await buildProgram("page", { bundledFor: ["browser"] }));
    const browser = await launchChromium();
    if ("skipped" in browser) return browser;
    const server = await servePage(script);
    try {
      const page = await browser.newPage();
      await page.goto(server.url);
      const results = await page.evaluate(
        (given) => (globalThis as unknown as Suite).runSuite(given) as Promise<ScenarioResult[]>,
        settings,
      );
      return { version: browser.version(), results };
    } finally {
      server.close();
      await browser.close();
    }
  },
};

/** Starts the browser; or says where it was looked for. */
export async function launchChromium(): Promise<Browser | { readonly skipped: string }> {
  const executablePath = candidates.find((path) => existsSync(path));
  if (executablePath === undefined) {
    return { skipped: `none of ${candidates.join(", ")} is there (on Debian: apt-get install chromium)` };
  }
  const { chromium: driver } = await import("playwright-core");
  return driver.launch({ executablePath, args: ["--no-sandbox"] });
}

interface Suite {
  runSuite(settings: unknown): Promise<unknown>;
}

/** A page of its own origin, under a policy that allows neither inline scripts nor `eval`. */
async function servePage(script: Uint8Array): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    response.setHeader("content-security-policy", "default-src 'none'; script-src 'self'; connect-src *");
    if (request.url === "/page.mjs") {
      response.setHeader("content-type", "text/javascript").end(script);
      return;
    }
    response.setHeader("content-type", "text/html");
    response.end('<!doctype html><title>Inia</title><script type="module" src="/page.mjs"></script>');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}

const candidates: readonly string[] = [
  ...(process.env["CHROMIUM"] === undefined ? [] : [process.env["CHROMIUM"]]),
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
