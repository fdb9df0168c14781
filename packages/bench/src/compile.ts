import { basename, join } from "node:path";
import { build } from "esbuild";
import { benchFolder } from "./folders.js";

/**
 * Makes JavaScript of a program of this package and gives its path. What is measured runs in plain Node: no loader is
 * in the way. `bundled` takes the libraries into the one file; else they are imported from `node_modules`.
 */
export async function compile(source: string, mode: "unbundled" | "bundled" = "unbundled"): Promise<string> {
  const outfile = join(benchFolder, "dist", `${basename(source, ".ts")}.${mode}.mjs`);
  await build({
    absWorkingDir: benchFolder,
    entryPoints: [join("src", source)],
    outfile,
    bundle: true,
    minify: mode === "bundled",
    format: "esm",
    platform: "node",
    target: "node20",
    ...(mode === "unbundled"
      ? { packages: "external" }
      : { mainFields: ["module", "main"], banner: { js: requireInEsm } }),
    logLevel: "error",
  });
  return outfile;
}

// v3 reaches parts of itself by `require`, which an ES module has not.
const requireInEsm = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
