// Checks the rules of docs/architecture.md that a compiler does not: in core imports go down the layers only, there are
// no cycles between files, `export *` stands in index files alone, and only entry points are barrels.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { root } from "./clients.js";

/** From the ground up. Folders of one rank may use each other as long as no cycle arises. */
const ranks: readonly (readonly string[])[] = [
  ["encoding", "hash", "jmespath", "errors", "schema"],
  ["streaming", "http", "events", "config"],
  ["protocols"],
  ["retries", "endpoints", "auth", "checksums"],
  ["pagination", "waiters", "stub", "presign", "model"],
  ["client"],
  ["customizations"],
  ["credentials"],
  ["session"],
  ["aws-sdk"],
  ["generated", "dynamic"],
];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const problems: string[] = [];
const core = join(root, "packages", "core", "src");
const imports = listSources(core).flatMap((file) => readImports(file));

for (const { from, to, typeOnly } of imports) {
  const [above, below] = [rankOf(from), rankOf(to)];
  if (above === undefined || below === undefined) continue;
  // A type costs nothing at run time, and the lowest layers name what the higher ones pass to them.
  if (below > above && !typeOnly) problems.push(`${from} imports ${to}, which lies above it`);
}
for (const cycle of findCycles(imports.filter(({ typeOnly }) => !typeOnly))) {
  problems.push(`imports go round in a circle: ${cycle.join(" -> ")}`);
}
for (const folder of ["packages/core/src", "codegen/src", "packages/local-aws/src", "packages/conformance/src"]) {
  for (const file of listSources(join(root, folder))) {
    const text = readFileSync(file, "utf8");
    const name = relative(root, file);
    if (/^export \* from/m.test(text) && !name.endsWith("index.ts"))
      problems.push(`${name}: \`export *\` outside an index`);
  }
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`layers: ${imports.length} imports go down, no cycle`);

function rankOf(file: string): number | undefined {
  // An entry point gathers what users import; it belongs to no layer.
  if (file.endsWith("index.ts")) return undefined;
  const [folder] = file.split("/");
  const rank = ranks.findIndex((names) => names.includes(folder!));
  return rank < 0 ? undefined : rank;
}

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/\.(test|test-d|d)\.ts$/.test(name))
    .map((name) => join(folder, name));
}

function readImports(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  const from = relative(core, file).split(sep).join("/");
  const found = text.matchAll(/^(?:import|export)\s+(type\s)?([^"';]*?)from\s+"(\.[^"]*)";/gm);
  return [...found].map(([, type, names, specifier]) => ({
    from,
    to: relative(core, join(dirname(file), specifier!.replace(/\.js$/, ".ts")))
      .split(sep)
      .join("/"),
    typeOnly: type !== undefined || isAllTypes(names!),
  }));
}

/** `{ type A, type B }` is a type import, too. */
function isAllTypes(names: string): boolean {
  const inner = /^\s*\{([^}]*)\}\s*$/.exec(names)?.[1];
  return inner !== undefined && inner.split(",").every((name) => name.trim() === "" || name.trim().startsWith("type "));
}

function findCycles(edges: readonly Import[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file]);
      return;
    }
    if (done.has(file)) return;
    for (const to of next.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return cycles;
}
