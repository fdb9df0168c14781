// Runs every suite in turn and adds up what they counted. Plain JavaScript: nothing is installed when it starts.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const vectors = process.env.INIA_VECTORS;

/** A suite that counts nothing itself counts as one test. */
const suites = [
  { name: "install", command: ["npm", "ci", "--no-audit", "--no-fund"] },
  { name: "check", command: ["npm", "run", "check"] },
  { name: "types of all clients", command: ["npm", "run", "typecheck"] },
  { name: "test", command: ["npm", "test"] },
  { name: "quickstart", command: ["npm", "run", "quickstart"] },
  { name: "examples", command: ["npm", "run", "examples"] },
  { name: "release", command: ["npm", "run", "release", "--", "--dry-run", "--offline"] },
  { name: "packed packages", command: ["npm", "run", "test:packed"] },
  { name: "site", command: ["npm", "run", "docs:test"] },
  { name: "sizes", command: ["npm", "run", "sizes"] },
  { name: "runtimes", command: ["npm", "run", "test:runtimes"] },
  ...(vectors === undefined
    ? []
    : [
        { name: "conformance", command: ["npm", "run", "conformance", "--", "--vectors", vectors] },
        {
          name: "conformance of clients from models",
          command: ["npm", "run", "conformance", "--", "--vectors", vectors, "--dynamic"],
        },
      ]),
  { name: "programs of aws-sdk v3", command: ["npm", "run", "side-by-side"] },
  { name: "live servers", command: ["npm", "run", "test:live"] },
];

let passed = 0;
let failed = 0;
let skipped = 0;
const lines = [];
if (vectors === undefined) console.log("conformance: skipped, INIA_VECTORS names no folder");
for (const { name, command } of suites) {
  console.log(`\n=== ${name}`);
  const started = Date.now();
  const { code, output } = await run(command);
  const counted = count(output);
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  if (code === 0 && counted.passed + counted.failed + counted.skipped === 0) counted.passed = 1;
  passed += counted.passed;
  failed += counted.failed;
  skipped += counted.skipped;
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  lines.push(`${name}: ${counted.passed} passed, ${counted.failed} failed, ${counted.skipped} skipped (${seconds} s)`);
  if (name === "install" && code !== 0) break;
}
console.log(`\n${lines.join("\n")}\n`);
if (skipped > 0) console.log(`${skipped} skipped, with the reasons printed above`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

function run([command, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, CI: "true" },
    });
    let output = "";
    const take = (stream) => (chunk) => {
      stream.write(chunk);
      output = (output + chunk).slice(-200_000);
    };
    child.stdout.on("data", take(process.stdout));
    child.stderr.on("data", take(process.stderr));
    child.on("error", (error) => resolve({ code: 1, output: String(error) }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Reads vitest's closing line, and the plain one of our own suites. */
function count(output) {
  const plain = output.replace(/\u001b\[[0-9;]*m/g, "");
  const own = [...plain.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1);
  if (own) return { passed: Number(own[1]), failed: Number(own[2]), skipped: Number(own[3] ?? 0) };
  const line = [...plain.matchAll(/^\s*Tests\s+(.*)$/gm)].at(-1)?.[1] ?? "";
  const number = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
  return { passed: number("passed"), failed: number("failed"), skipped: number("skipped") };
}
