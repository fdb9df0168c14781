import { spawn } from "node:child_process";
import { root } from "./clients.js";

/**
 * Runs `npm run build`; where there is a terminal, one line shows how far it is. What it prints is shown only when it
 * fails; then this program ends, too. Resolves to the seconds it took.
 */
export async function buildQuietly(): Promise<number> {
  const isTerminal = process.stdout.isTTY === true;
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const child = spawn("npm", ["run", "build"], {
    cwd: root,
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const read = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on("data", read);
  child.stderr.on("data", read);

  if (!isTerminal) console.log("building core, tools and all clients …");
  const show = (): void => {
    process.stdout.write(`${clearLine}${stepOf(output)} … ${seconds().toFixed(0)} s`);
  };
  const ticks = isTerminal ? setInterval(show, 250) : undefined;
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve(status ?? 1));
  });
  clearInterval(ticks);
  if (isTerminal) process.stdout.write(clearLine);
  if (code !== 0) {
    console.error(output);
    process.exit(code);
  }
  return seconds();
}

/** What the build is at, by the last it said. */
function stepOf(output: string): string {
  if (output.includes("tsx scripts/build-clients.ts")) return "building clients";
  const generated = [...output.matchAll(/Generating (\d+\/\d+)/g)].at(-1)?.[1];
  return generated === undefined ? "building core and tools" : `generating clients ${generated}`;
}

const clearLine = "\r\x1b[2K";
