import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buildProgram } from "../build-program.js";

/** Serves the suite as a page of its own origin, under a policy that allows neither inline scripts nor `eval`. */
export async function servePage(): Promise<{
  readonly url: string;
  readonly script: string;
  close(): void;
}> {
  const script = await readFile(await buildProgram("page", { bundledFor: ["browser"] }), "utf8");
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
  return { url: `http://127.0.0.1:${port}/`, script, close: () => void server.close() };
}
