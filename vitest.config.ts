import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** A file, or files by conditions. */
type Target = string | { readonly [condition: string]: Target };
type Imports = Readonly<Record<string, Target>>;

const importsByPackage: readonly (readonly [name: string, imports: Imports])[] = ["core", "s3-transfer"].map((name) => [
  name,
  JSON.parse(readFileSync(`${root}packages/${name}/package.json`, "utf8")).imports as Imports,
]);

/**
 * Tests of core need no build: its sources get for `#platform/*` the source of what Node would load from `dist`, and
 * the test servers from source, too. So do those of the package of transfers, but for core and the client.
 */
const platformSources: Plugin = {
  name: "platform-sources",
  enforce: "pre",
  resolveId(source, importer) {
    const [name, imports] = importsByPackage.find(([name]) => importer?.includes(`/packages/${name}/src/`)) ?? [];
    if (name === undefined) return undefined;
    if (source === "@inia/local-aws") return `${root}packages/local-aws/src/index.ts`;
    let target = imports?.[source];
    if (target === undefined) return undefined;
    while (typeof target !== "string") target = target["node"] ?? target["default"]!;
    return target.replace("./dist/", `${root}packages/${name}/src/`).replace(/\.js$/, ".ts");
  },
};

export default defineConfig({
  plugins: [platformSources],
  test: {
    include: [
      "packages/*/src/**/*.test.ts",
      "codegen/src/**/*.test.ts",
      "scripts/**/*.test.ts",
      "examples/quickstart/*.test.ts",
    ],
    // It needs aws-sdk v3: npm run side-by-side.
    exclude: ["**/node_modules/**", "packages/side-by-side/**"],
    pool: "threads",
    typecheck: { enabled: false },
  },
});
