// npm run bench -- --profile CASE: where the CPU time of a case's calls through Inia goes, function by function.
import type { Runtime } from "node:inspector";
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

const places = new Map(profile.nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
const parents = new Map(
  profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
);
const times = new Map<string, { self: number; total: number }>();
let all = 0;
(profile.samples ?? []).forEach((leaf, at) => {
  const microseconds = profile.timeDeltas![at]!;
  const stack = new Set<string>();
  for (let id: number | undefined = leaf; id !== undefined; id = parents.get(id)) stack.add(places.get(id)!);
  for (const place of stack) {
    const time = times.get(place) ?? { self: 0, total: 0 };
    time.total += microseconds;
    if (place === places.get(leaf)) time.self += microseconds;
    times.set(place, time);
  }
  all += microseconds;
});
console.log(`${name}: ${(all / calls).toFixed(1)} µs a call, ${calls} calls; self and total time by function, in µs`);
for (const [place, { self, total }] of [...times].sort(([, a], [, b]) => b.self - a.self).slice(0, 60)) {
  console.log(`${(self / calls).toFixed(2).padStart(8)} ${(total / calls).toFixed(2).padStart(8)}  ${place}`);
}

async function callFor(milliseconds: number): Promise<number> {
  const end = performance.now() + milliseconds;
  let made = 0;
  for (; performance.now() < end; made += 1) await call();
  return made;
}

/** A function's name with file and line of its source, where the code has a source map. */
function placeOf({ functionName, url, lineNumber, columnNumber }: Runtime.CallFrame): string {
  const title = functionName || "(anonymous)";
  if (!url.startsWith("file:")) return `${title}  ${url}`;
  const path = fileURLToPath(url);
  const entry = findSourceMap(path)?.findEntry(lineNumber, columnNumber);
  if (entry === undefined || !("originalSource" in entry)) return `${title}  ${relative(root, path)}:${lineNumber + 1}`;
  const source = new URL(entry.originalSource, url);
  return `${title}  ${relative(root, fileURLToPath(source))}:${entry.originalLine + 1}`;
}
