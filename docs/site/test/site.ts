import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { serve } from "../src/serve.js";

/** The site that was built. */
export const dist: string = fileURLToPath(new URL("../dist/", import.meta.url));

const candidates = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"];
export const chromiumPath: string | undefined = candidates.find((path) => path !== undefined && existsSync(path));

export interface OpenSite {
  readonly url: string;
  page(options?: Parameters<Browser["newContext"]>[0]): Promise<Page>;
  close(): Promise<void>;
}

/** The site, served, and a real Chromium. */
export async function openSite(): Promise<OpenSite> {
  const { chromium } = await import("playwright-core");
  const server = await serve(dist);
  const browser = await chromium.launch({ executablePath: chromiumPath!, args: ["--no-sandbox"] });
  const contexts: BrowserContext[] = [];
  return {
    url: server.url,
    async page(options) {
      const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"], ...options });
      contexts.push(context);
      return context.newPage();
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
