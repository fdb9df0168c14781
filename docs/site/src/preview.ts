// npm run docs:preview: serves what `npm run docs` has built, on port 8080 or the one given.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../dist", import.meta.url));
if (!existsSync(folder)) {
  console.error("There is no site yet: npm run docs builds it.");
  process.exit(1);
}
const { serve } = await import("./serve.js");
const { url } = await serve(folder, Number(process.argv[2] ?? 8080));
console.log(`${url} (Ctrl+C ends it)`);
