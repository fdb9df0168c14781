// npm run docs: builds the site into docs/site/dist. `-- s3 dynamodb` builds the pages of these services alone;
// `--prose DIR` adds AWS's prose, as `inia models import --docs DIR` writes it. npm run docs:test also tests it.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installProject } from "../../../scripts/install-project.js";
import { run } from "../../../scripts/run.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = join(root, "docs", "site");

const { values, positionals } = parseArgs({
  options: { prose: { type: "string" }, test: { type: "boolean", default: false } },
  allowPositionals: true,
});

installProject(folder, "the site needs its generator");
if ((await run("turbo", ["run", "build", "--filter=@inia/codegen", "--output-logs=errors-only"])) !== 0)
  process.exit(1);
const { buildSite } = await import("./build-site.js");
const { seconds, megabytes, pages, largest, peakMegabytes } = await buildSite({
  root,
  out: join(folder, "dist"),
  prose: values.prose,
  services: positionals.length > 0 ? positionals : undefined,
});
console.log(
  `${pages.toLocaleString("en")} pages, ${megabytes.toFixed(0)} MB, ${seconds.toFixed(0)} s, ` +
    `at most ${peakMegabytes.toFixed(0)} MB of memory; the largest page is ${largest[0]}: ` +
    `${(largest[1] / 1024).toFixed(1)} kB compressed`,
);
if (values.test) {
  const types = await run("tsc", ["-p", "docs/site/tsconfig.json"]);
  const tests = await run("vitest", ["run", "--config", "docs/site/vitest.config.ts"]);
  process.exitCode = types || tests;
}
