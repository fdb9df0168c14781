// Writes core a second time, for Node without a bundler: a few files in `dist/node` instead of some three hundred.
// Node resolves, opens and compiles every module by itself, which took three quarters of the time to a first request.
// Bundlers, Bun and Deno keep the fine files (see "exports" in core's package.json): what they drop, they drop by file.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { rolldown } from "rolldown";

/**
 * Entries that are one file: what every client needs, then what clients of a kind need besides. "exports" in core's
 * package.json name the file for each of them: another file that only passes on what it exports would cost as much as
 * a file with code.
 */
const loadedTogether = {
  client: ["index", "endpoints", "jmespath", "signers", "streams"].map((name) => `generated/${name}`),
  json: ["generated/json", "generated/rest-json"],
  xml: ["generated/rest-xml", "generated/query", "generated/ec2", "generated/xml-body"],
  "event-stream": ["generated/event-stream"],
  s3: ["customizations/s3", "generated/methods/s3", "generated/checksum"],
};
const dist = resolve("dist");
let chunks;
rmSync(join(dist, "node"), { recursive: true, force: true });
const bundle = await rolldown({
  input: {
    ...entriesIn("generated", "generated/methods", "customizations"),
    ...Object.fromEntries(
      [
        ...["index", "auth/index", "credentials/index", "events/index", "http/index", "model/index", "stub/index"],
        // Loaded by its path, which is the same from a chunk as from the fine file.
        "dynamic/data-path",
      ].map(entry),
    ),
  },
  platform: "node",
  resolve: { conditionNames: ["node", "import"] },
  external: (specifier) => !/^[./#]/.test(specifier),
  treeshake: { moduleSideEffects: false },
  preserveEntrySignatures: "allow-extension",
  plugins: [oneServiceTable()],
  // A provider asks for the handler by `import()`; on Node the client has it already.
  checks: { ineffectiveDynamicImport: false },
});
await bundle.write({
  dir: join(dist, "node"),
  format: "esm",
  chunkFileNames: "chunks/[name].js",
  minifyInternalExports: false,
  comments: { legal: true, annotation: true, jsdoc: false },
  codeSplitting: { groups: [{ name: chunkOf, includeDependenciesRecursively: false, debugName: "loaded together" }] },
});
await bundle.close();
// Node looks for a package.json in each folder above a module: it need not go far.
for (const folder of ["node", "node/chunks"])
  writeFileSync(join(dist, folder, "package.json"), '{ "type": "module" }\n');
inlineRuntime();
for (const entries of Object.values(loadedTogether)) if (entries.length > 1) entries.forEach(removePassingOn);

/** Rolldown's ten lines for namespaces would be a file for themselves. */
function inlineRuntime() {
  const file = join(dist, "node", "chunks", "rolldown-runtime.js");
  const runtime = readFileSync(file, "utf8")
    .replace(/^export .*$/m, "")
    .trimEnd();
  rmSync(file);
  for (const name of readdirSync(join(dist, "node"), { recursive: true })) {
    if (!name.endsWith(".js")) continue;
    const chunk = join(dist, "node", name);
    const code = readFileSync(chunk, "utf8");
    const inlined = code.replace(
      /^import \{ __exportAll \} from "[./]*(?:chunks\/)?rolldown-runtime\.js";$/m,
      () => runtime,
    );
    if (inlined.includes("rolldown-runtime.js")) throw new Error(`${chunk} imports more of rolldown's run time.`);
    if (inlined !== code) writeFileSync(chunk, inlined);
  }
}

/** Removes a file that does nothing but export what is in a chunk, by the same names. */
function removePassingOn(name) {
  const file = join(dist, "node", `${name}.js`);
  const code = readFileSync(file, "utf8");
  if (!/^export \{ [\w$, ]+ \} from "[^"]+";\n*$/.test(code) || code.includes(" as ")) {
    throw new Error(`${file} does more than to pass on what a chunk exports.`);
  }
  rmSync(file);
}

function entriesIn(...folders) {
  return Object.fromEntries(
    folders.flatMap((folder) =>
      readdirSync(join(dist, folder))
        .filter((name) => name.endsWith(".js"))
        .map((name) => entry(`${folder}/${name.slice(0, -".js".length)}`)),
    ),
  );
}

function entry(name) {
  return [name, join(dist, `${name}.js`)];
}

/** The lists of services are loaded by a URL beside the file that asks for them: here they stay where they are. */
function oneServiceTable() {
  return {
    name: "one-service-table",
    transform: {
      filter: { code: "./service-table.data.js" },
      handler: (code) => code.replaceAll('"./service-table.data.js"', '"../../session/service-table.data.js"'),
    },
  };
}

/**
 * The chunk of a module: the first whose entries need it at once, or that of all clients where both kinds of protocols
 * do. What is loaded by `import()` gets chunks of its own.
 */
function chunkOf(id, graph) {
  chunks ??= chunksByModule(graph);
  return chunks.get(id);
}

function chunksByModule(graph) {
  const found = new Map();
  for (const [chunk, entries] of Object.entries(loadedTogether)) {
    const modules = new Set(entries.map((name) => join(dist, `${name}.js`)));
    for (const id of modules) {
      if (!found.has(id)) found.set(id, chunk);
      else if (chunk === "xml" && found.get(id) === "json") found.set(id, "client");
      for (const next of graph.getModuleInfo(id)?.importedIds ?? []) modules.add(next);
    }
  }
  return found;
}
