// npm run models:update -- --from DIR [--vectors DIR]: takes newer models. Imports them, tells what changed, writes the
// changesets, makes everything again that follows from models, type-checks all clients and judges a sample of vectors.
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { ModelDiff } from "../codegen/src/diff/diff-models.js";
import { readJson, root } from "./clients.js";
import { buildAll, run } from "./run.js";

const { values } = parseArgs({ options: { from: { type: "string" }, vectors: { type: "string" } } });
// npm runs scripts in the repository's root; relative folders are meant from where the user stands.
const folder = (path: string): string => resolve(process.env["INIT_CWD"] ?? root, path);
if (values.from === undefined || !existsSync(folder(values.from))) {
  console.error(
    values.from === undefined
      ? "Usage: npm run models:update -- --from <botocore's data folder, or the botocore folder of its wheel>"
      : `There is no folder ${folder(values.from)}.`,
  );
  process.exit(1);
}

const cli = join(root, "codegen", "dist", "cli.js");
const vectors = values.vectors ?? process.env["INIA_VECTORS"];
const conformance = join(root, "packages", "conformance");
/** Two or three of each protocol, in botocore's names: json, cbor, rest-json, rest-xml, query and ec2. */
const sampled = ["dynamodb", "sqs", "cloudwatch", "lambda", "apigateway", "s3", "route53", "iam", "sts", "sns", "ec2"];
const started = performance.now();
const lines: string[] = [];

await step("build the generator", () =>
  run("turbo", ["run", "build", "--filter=@inia/codegen", "--output-logs=new-only"]),
);
await step("import, diff, changesets", () => run("node", [cli, "models", "import", "--from", folder(values.from!)]));
await step("core's tables", () =>
  run("vitest", ["run", "codegen/src/emit/service-table.test.ts", "codegen/src/emit/partitions.test.ts", "-u"]),
);
await step("core's own calls, fixtures", () => run("tsx", ["scripts/update-fixtures.ts"]));
await step("regenerate, build", async () => {
  await buildAll();
  return 0;
});
await step("type-check all clients", () => run("turbo", ["run", "clients:typecheck", "--output-logs=new-only"]));
const stale = servicesOtherThanRecorded();
const judged = Object.keys(readJson<object>(join(root, "models", "services.json"))).filter((name) => !stale.has(name));
if (stale.size > 0) {
  console.log(`\nLeft out: vectors hold what these services were, and these broke or moved. ${[...stale].join(", ")}`);
}
await step("vectors of the project's sample", () => judge(join(conformance, "sample"), judged));
if (vectors !== undefined) {
  await step("vectors of some services", () =>
    judge(
      folder(vectors),
      sampled.filter((name) => judged.includes(name)),
    ),
  );
}
console.log(`\n${lines.join("\n")}\n${line("together", performance.now() - started)}`);
console.log(
  "\nWhat changed is in .inia/models-*.md; review it, and `git diff` of packages/core, codegen and .changeset.",
);

function judge(dir: string, services: readonly string[]): Promise<number> {
  return run("node", [join(conformance, "dist", "cli.js"), "--vectors", dir, "--services", services.join(",")]);
}

/** Services in which this import, or one before it that is not released yet, broke calls or moved endpoints. */
function servicesOtherThanRecorded(): ReadonlySet<string> {
  const dir = join(root, ".inia");
  const diffs = existsSync(dir) ? readdirSync(dir).filter((name) => /^models-.*\.json$/.test(name)) : [];
  return new Set(
    diffs.flatMap((name) => {
      const { services } = readJson<Pick<ModelDiff, "services">>(join(dir, name));
      return services
        .filter(({ bump, changes }) => bump === "major" || changes.some(({ subject }) => subject === "endpoint"))
        .map(({ service }) => service);
    }),
  );
}

/** Runs one step; the first that fails ends the program. */
async function step(name: string, work: () => Promise<number>): Promise<void> {
  console.log(`\n=== ${name}`);
  const from = performance.now();
  const code = await work();
  lines.push(line(name, performance.now() - from));
  if (code === 0) return;
  console.error(`\n${lines.join("\n")}\nfailed: ${name}`);
  process.exit(code);
}

function line(name: string, ms: number): string {
  return `  ${name.padEnd(34)} ${(ms / 1000).toFixed(1).padStart(6)} s`;
}
