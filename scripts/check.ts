// npm run check: format, lint, layers, types of hand-written code, dead code. What it finds it says; it changes nothing.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./clients.js";
import { buildAll, run } from "./run.js";

/** Each example is compiled by its own settings, as whoever copies it compiles it. */
const examples = readdirSync(join(root, "examples"))
  .map((name) => `examples/${name}/tsconfig.json`)
  .filter((project) => existsSync(join(root, project)))
  // Its client is made when it is run, which type-checks it.
  .filter((project) => project !== "examples/own-service/tsconfig.json");

const steps: readonly (readonly [name: string, command: string, args: readonly string[]])[] = [
  ["format", "biome", ["check", "--error-on-warnings"]],
  ["lint", "oxlint", ["--deny-warnings"]],
  ["layers", "tsx", ["scripts/check-layers.ts"]],
  ["types: core", "tsc", ["-p", "packages/core/tsconfig.json", "--noEmit"]],
  ["types: codegen", "tsc", ["-p", "codegen/tsconfig.json", "--noEmit"]],
  ["types: local-aws", "tsc", ["-p", "packages/local-aws/tsconfig.json", "--noEmit"]],
  ["types: conformance", "tsc", ["-p", "packages/conformance/tsconfig.json", "--noEmit"]],
  ["types: opentelemetry", "tsc", ["-p", "packages/opentelemetry/tsconfig.json", "--noEmit"]],
  ["types: aws-sdk", "tsc", ["-p", "packages/aws-sdk/tsconfig.json", "--noEmit"]],
  ["types: side-by-side", "tsc", ["-p", "packages/side-by-side/tsconfig.json", "--noEmit"]],
  ["types: dynamodb-documents", "tsc", ["-p", "packages/dynamodb-documents/tsconfig.json", "--noEmit"]],
  ["types: s3-transfer", "tsc", ["-p", "packages/s3-transfer/tsconfig.json", "--noEmit"]],
  ["types: bundle-size", "tsc", ["-p", "packages/bundle-size/tsconfig.json", "--noEmit"]],
  ["types: scripts", "tsc", ["-p", "tsconfig.json"]],
  ...examples.map((project) => [`types: ${project}`, "tsc", ["-p", project]] as const),
  ["public API of core", "tsx", ["scripts/api-report.ts", "--check"]],
  ["dead code", "knip", []],
];

await buildAll();
const failed: string[] = [];
for (const [name, command, args] of steps) {
  console.log(`\n${name}`);
  if ((await run(command, args)) !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`\nfailed: ${failed.join(", ")}`);
  process.exit(1);
}
console.log(`\nall ${steps.length} checks passed`);
