import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** `#platform/*` of core, mapped from what Node would load in `dist` to its source: tests of core need no build. */
const platform = Object.entries<Record<string, string>>(
  JSON.parse(readFileSync(`${root}packages/core/package.json`, "utf8")).imports,
).map(([find, byCondition]) => ({
  find,
  replacement: (byCondition.node ?? byCondition.default)!
    .replace("./dist/", `${root}packages/core/src/`)
    .replace(/\.js$/, ".ts"),
}));

export default defineConfig({
  resolve: { alias: platform },
  test: {
    include: [
      "packages/*/src/**/*.test.ts",
      "codegen/src/**/*.test.ts",
      "scripts/**/*.test.ts",
      "examples/**/*.test.ts",
    ],
    pool: "threads",
    typecheck: { enabled: false },
  },
});
