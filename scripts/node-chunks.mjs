// Writes core a second time, for Node without a bundler: a few files in `dist/node` instead of some three hundred.
// Node resolves, opens and compiles every module by itself, which took three quarters of the time to a first request.
// Bundlers, Bun and Deno keep the fine files (see "exports" in core's package.json): what they drop, they drop by file.
import { readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { rolldown } from "rolldown";

/** What the index of a client needs, then what clients of a kind need besides. */
const loadedTogether = {
  client: ["index", "endpoints", "streams"].map((name) => `generated/${name}`),
  json: ["generated/json", "generated/rest-json"],
  xml: ["generated/rest-xml", "generated/query", "generated/ec2"],
  checksum: ["generated/checksum"],
  "event-stream": ["generated/event-stream"],
  s3: ["customizations/s3", "generated/methods/s3", "generated/signers"],
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
  comments: { legal: true, annotation: true, jsdoc: false },
  codeSplitting: { groups: [{ name: chunkOf, includeDependenciesRecursively: false, debugName: "loaded together" }] },
});
await bundle.close();

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

/** The chunk of a module: the first whose entries need it at once. What is loaded by `import()` gets chunks of its own. */
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
      for (const next of graph.getModuleInfo(id)?.importedIds ?? []) modules.add(next);
    }
  }
  return found;
}
