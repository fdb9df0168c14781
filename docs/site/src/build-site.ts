import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { buildGuides } from "./guides/build-guides.js";
import { homePage } from "./home.js";
import { buildReference } from "./reference/build-reference.js";
import { searchIndex } from "./search-index.js";

export interface SiteOptions {
  /** The repository. */
  readonly root: string;
  readonly out: string;
  readonly prose?: string | undefined;
  readonly services?: readonly string[] | undefined;
}

export interface SiteSummary {
  readonly pages: number;
  readonly megabytes: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly largest: readonly [page: string, gzip: number];
}

/** Builds the whole site. */
export async function buildSite({ root, out, prose, services }: SiteOptions): Promise<SiteSummary> {
  const start = performance.now();
  rmSync(out, { recursive: true, force: true });
  const assets = join(out, "assets");
  mkdirSync(assets, { recursive: true });
  const source = join(root, "docs", "site", "src");
  cpSync(join(source, "assets"), assets, { recursive: true });
  await build({
    entryPoints: [join(source, "browser", "site.ts")],
    outfile: join(assets, "site.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
  });
  await buildGuides(join(root, "docs"), out);
  const entries = await buildReference({
    models: join(root, "models"),
    docs: prose,
    out: join(out, "reference"),
    services,
  });
  writeFileSync(join(assets, "search-index.js"), searchIndex(entries));
  const operations = entries.reduce((sum, entry) => sum + entry.operations.length, 0);
  writeFileSync(join(out, "index.html"), homePage(entries.length, operations));
  const sizes = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => ({ isPage: file.name.endsWith(".html"), bytes: statSync(join(file.parentPath, file.name)).size }));
  return {
    pages: sizes.filter(({ isPage }) => isPage).length,
    megabytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6,
    seconds: (performance.now() - start) / 1000,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    largest: entries.map(({ largest }) => largest).sort((a, b) => b[1] - a[1])[0] ?? ["", 0],
  };
}
