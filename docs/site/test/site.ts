import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { serve } from "../src/serve.js";

/** The site that was built. */
export const dist: string = fileURLToPath(new URL("../dist/", import.meta.url));

export interface OpenSite {
  readonly url: string;
  page(options?: Parameters<Browser["newContext"]>[0]): Promise<Page>;
  close(): Promise<void>;
}

/** The site, served to a browser. */
export async function openSite(browser: Browser): Promise<OpenSite> {
  const server = await serve(dist);
  return {
    url: server.url,
    async page(options) {
      const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"], ...options });
      return context.newPage();
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
