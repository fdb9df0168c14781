import { expect, test } from "vitest";
import { root } from "../clients.js";
import { contentProblems } from "./contents.js";
import type { PackageManifest } from "./package-manifest.js";
import { packTarball, unpackTarball } from "./tarball.js";

const manifest: PackageManifest = {
  name: "@inia/client-zoo",
  version: "1.2.3",
  files: ["dist"],
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
  imports: { "#platform/zoo": "./dist/zoo.js" },
  dependencies: { "@inia/core": "^1.0.0" },
};
const whole = {
  "package.json": JSON.stringify(manifest),
  LICENSE: "Apache",
  "README.md": "# Zoo",
  "dist/index.js":
    'import { operation } from "@inia/core/generated";import zoo from "#platform/zoo";\nimport "node:fs"; export { zoo } from "./zoo.js";',
  "dist/index.d.ts": 'export { zoo } from "./zoo.js"; export declare const other: import("./zoo.js").Zoo;',
  "dist/zoo.js": "export const zoo = 'import \"no import\"';",
  "dist/zoo.d.ts": "export interface Zoo { open: boolean }\nexport declare const zoo: string;",
};

test("a whole package has no problems, and its tarball holds it to the byte, made whenever", async () => {
  expect(await contentProblems(files(whole))).toEqual([]);
  const first = await packTarball(files(whole), new Set());
  expect(await unpackTarball(first)).toEqual(files(whole));
  expect(Buffer.compare(first, await packTarball(files(whole), new Set()))).toBe(0);
});

test.each<readonly [what: string, change: Record<string, string | undefined>, problem: string]>([
  ["no licence", { LICENSE: undefined }, "LICENSE is missing"],
  ["an empty README", { "README.md": "" }, "README.md is missing"],
  ["a source", { "src/index.ts": "" }, "src/index.ts is not meant to be published"],
  ["a source in dist", { "dist/index.ts": "" }, "dist/index.ts is not meant to be published"],
  ["a test", { "dist/zoo.test.js": "" }, "dist/zoo.test.js is not meant to be published"],
  ["a fixture's declarations", { "dist/a.fixture.d.ts": "" }, "dist/a.fixture.d.ts is not meant to be published"],
  ["data of tests", { "dist/http/testdata/x.js": "" }, "dist/http/testdata/x.js is not meant to be published"],
  ["a source map", { "dist/zoo.js.map": "{}" }, "dist/zoo.js.map is not meant to be published"],
  ["a map that is named", { "dist/zoo.js": "//# sourceMappingURL=zoo.js.map" }, "dist/zoo.js names a source map"],
  ["a folder of this machine", { "dist/zoo.js": `// ${root}x` }, "dist/zoo.js names a folder of this machine"],
  ["scripts", { "package.json": JSON.stringify({ ...manifest, scripts: {} }) }, "package.json has scripts"],
  [
    "an export of nothing",
    { "package.json": JSON.stringify({ ...manifest, exports: { "./*": { node: "./dist/sub/*.js" } } }) },
    "package.json names ./dist/sub/*.js, which is missing",
  ],
  [
    "a command of nothing",
    { "package.json": JSON.stringify({ ...manifest, bin: { zoo: "./dist/cli.js" } }) },
    "package.json names ./dist/cli.js, which is missing",
  ],
  [
    "an import of a file that is not there",
    { "dist/zoo.js": 'export * from "./lion.js";' },
    "dist/zoo.js: ./lion.js leads to dist/lion.js, which is missing",
  ],
  [
    "an import when needed of a file that is not there",
    { "dist/zoo.js": 'export const load = () => import("./lion.js");' },
    "dist/zoo.js: ./lion.js leads to dist/lion.js, which is missing",
  ],
  [
    "declarations that are not there",
    { "dist/lion.js": "", "dist/zoo.d.ts": 'export type { Lion } from "./lion.js";' },
    "dist/zoo.d.ts: ./lion.js leads to dist/lion.d.ts, which is missing",
  ],
  [
    "a type of declarations that are not there",
    { "dist/zoo.d.ts": 'export declare const lion: import("./lion.js").Lion;' },
    "dist/zoo.d.ts: ./lion.js leads to dist/lion.d.ts, which is missing",
  ],
  [
    "a package that is no dependency",
    { "dist/zoo.js": 'import "left-pad/x";' },
    "dist/zoo.js: left-pad/x is no dependency",
  ],
  [
    "an own import that is not declared",
    { "dist/zoo.js": 'import "#zoo";' },
    "dist/zoo.js: #zoo is none of package.json's imports",
  ],
])("%s is a problem", async (_, change, problem) => {
  expect(await contentProblems(files({ ...whole, ...change }))).toEqual([problem]);
});

function files(texts: Readonly<Record<string, string | undefined>>): Map<string, Uint8Array> {
  const given = Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new Map(given.map(([name, text]) => [name, new Uint8Array(Buffer.from(text))]));
}
