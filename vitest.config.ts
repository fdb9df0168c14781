import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

const imports = JSON.parse(readFileSync(`${root}packages/core/package.json`, "utf8")).imports as Record<
  string,
  Record<string, string>
>;

/**
 * Tests of core need no build: its sources get for `#platform/*` the source of what Node would load from `dist`, and
 * the test servers from source, too.
 */
const platformSources: Plugin = {
  name: "platform-sources",
  enforce: "pre",
  resolveId(source, importer) {
    if (!importer?.includes("/packages/core/src/")) return undefined;
    if (source === "@inia/local-aws") return `${root}packages/local-aws/src/index.ts`;
    const byCondition = imports[source];
    if (byCondition === undefined) return undefined;
    const file = byCondition["node"] ?? byCondition["default"]!;
    return file.replace("./dist/", `${root}packages/core/src/`).replace(/\.js$/, ".ts");
  },
};

export default defineConfig({
  plugins: [platformSources],
  test: {
    include: [
      "packages/*/src/**/*.test.ts",
      "codegen/src/**/*.test.ts",
      "scripts/**/*.test.ts",
      "examples/**/*.test.ts",
    ],
    // It needs aws-sdk v3: npm run side-by-side.
    exclude: ["**/node_modules/**", "packages/side-by-side/**"],
    pool: "threads",
    typecheck: { enabled: false },
  },
});
