// npm run bench -- --profile CASE: where the CPU time of a case's calls through Inia goes, function by function.
import { Session } from "node:inspector/promises";
import { findSourceMap } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { prepareInia } from "./inia.js";
import { type CaseName, cannedResponse } from "./responses.js";

const [name, root] = process.argv.slice(2) as [CaseName, string];
const call = await prepareInia(name, cannedResponse(name));
await callFor(3000);

const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.setSamplingInterval", { interval: 100 });
await session.post("Profiler.start");
const calls = await callFor(5000);
const { profile } = await session.post("Profiler.stop");

const self = new Map<string, number>();
let total = 0;
const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
(profile.samples ?? []).forEach((id, at) => {
  const microseconds = profile.timeDeltas![at]!;
  const { functionName, url, lineNumber, columnNumber } = frames.get(id)!;
  if (functionName === "(idle)") return;
  const place = `${functionName || "(anonymous)"}  ${placeOf(url, lineNumber, columnNumber)}`;
  self.set(place, (self.get(place) ?? 0) + microseconds);
  total += microseconds;
});
console.log(`${name}: ${(total / calls).toFixed(1)} µs a call, ${calls} calls; self time by function`);
for (const [place, microseconds] of [...self].sort(([, a], [, b]) => b - a).slice(0, 50)) {
  console.log(`${(microseconds / calls).toFixed(2).padStart(8)} µs  ${place}`);
}

async function callFor(milliseconds: number): Promise<number> {
  const end = performance.now() + milliseconds;
  let made = 0;
  for (; performance.now() < end; made += 1) await call();
  return made;
}

/** File and line of the source, where the code has a source map. */
function placeOf(url: string, line: number, column: number): string {
  if (!url.startsWith("file:")) return url;
  const path = fileURLToPath(url);
  const entry = findSourceMap(path)?.findEntry(line, column);
  if (entry === undefined || !("originalSource" in entry)) return `${relative(root, path)}:${line + 1}`;
  const source = new URL(entry.originalSource, url);
  return `${relative(root, fileURLToPath(source))}:${entry.originalLine + 1}`;
}
