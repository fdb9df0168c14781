import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";
import type { ScenarioResult } from "../suite/run-suite.js";
import type { Runtime } from "./runtime.js";
import { servePage } from "./serve-page.js";

export const chromium: Runtime = {
  name: "Chromium",
  crossOrigin: true,
  async run(settings) {
    const browser = await launchChromium();
    if ("skipped" in browser) return browser;
    const server = await servePage();
    try {
      const page = await browser.newPage();
      await page.goto(server.url);
      const results = await page.evaluate(
        (given) => (globalThis as unknown as Suite).runSuite(given) as Promise<ScenarioResult[]>,
        { ...settings, bundle: server.script },
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

const candidates: readonly string[] = [
  ...(process.env["CHROMIUM"] === undefined ? [] : [process.env["CHROMIUM"]]),
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
