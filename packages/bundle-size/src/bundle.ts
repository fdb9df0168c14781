import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import { rolldown } from "rolldown";
import type { BundlerName, Scenario } from "./scenario.js";

/** A source file's share of a bundle. */
export interface ModuleShare {
  /** Relative to the repository's root. */
  readonly path: string;
  readonly bytes: number;
  /** Reached by `import()` alone: with code splitting it would not be in the first chunk. */
  readonly isLazy: boolean;
}

/** A program in one minified file. */
export interface Bundle {
  readonly code: string;
  /** 1,024 bytes each, gzip level 9. */
  readonly gzipKb: number;
  /** Largest first. Empty where the bundler does not tell. */
  readonly modules: readonly ModuleShare[];
}

/** Bundles a scenario as one file, as a web page or a function's deployment would ship it. */
export function bundleScenario(scenario: Scenario, bundler: BundlerName): Promise<Bundle> {
  return bundlers[bundler](scenario);
}

async function bundleWithEsbuild(scenario: Scenario): Promise<Bundle> {
  const entry = entryOf(scenario);
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    platform: scenario.platform,
    conditions: ["module", ...(scenario.conditions ?? [])],
    write: false,
    outdir: "out",
    metafile: true,
    legalComments: "none",
    logLevel: "error",
  });
  const code = outputFiles[0]!.text;
  return { code, gzipKb: gzipKb(code), modules: moduleShares(metafile, relative(root, entry)) };
}

async function bundleWithRolldown(scenario: Scenario): Promise<Bundle> {
  const bundle = await rolldown({
    cwd: root,
    input: entryOf(scenario),
    platform: scenario.platform,
    // As bundlers do by themselves; naming conditions takes the place of theirs.
    resolve: { conditionNames: ["module", ...(scenario.conditions ?? [])] },
    logLevel: "warn",
  });
  const { output } = await bundle.generate({ format: "esm", minify: true, codeSplitting: false, comments: false });
  await bundle.close();
  const [{ code }] = output;
  return { code, gzipKb: gzipKb(code), modules: [] };
}

function moduleShares({ inputs, outputs }: Metafile, entry: string): ModuleShare[] {
  const eager = new Set<string>();
  const visit = (path: string): void => {
    if (eager.has(path)) return;
    eager.add(path);
    for (const { path: next, kind, external } of inputs[path]?.imports ?? []) {
      if (kind !== "dynamic-import" && external !== true) visit(next);
    }
  };
  visit(entry);
  const [output] = Object.values(outputs);
  return Object.entries(output?.inputs ?? {})
    .map(([path, { bytesInOutput: bytes }]) => ({ path, bytes, isLazy: !eager.has(path) }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes);
}

function entryOf({ entry }: Scenario): string {
  return join(root, "packages", "bundle-size", "src", "scenarios", `${entry}.ts`);
}

function gzipKb(code: string): number {
  return gzipSync(code, { level: 9 }).length / 1024;
}

const root = fileURLToPath(new URL("../../..", import.meta.url));

const bundlers: Readonly<Record<BundlerName, (scenario: Scenario) => Promise<Bundle>>> = {
  esbuild: bundleWithEsbuild,
  rolldown: bundleWithRolldown,
};
