// npm run fixtures: writes what the generator makes of its fixture models and core's own calls, for a review of the
// difference.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { coreCallsFolder, generateCoreCalls } from "../codegen/src/core-calls.fixture.js";
import { expectedFolder, generateExpected } from "../codegen/src/expected.fixture.js";

const packages = generateExpected();
const before = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
};
const files = [
  ...[...packages].flatMap(([name, made]) =>
    made.map(({ path, text }) => ({ path: join(expectedFolder, name, path), text })),
  ),
  ...generateCoreCalls().map(({ path, text }) => ({ path: join(coreCallsFolder, path), text })),
];
const changed = files.filter(({ path, text }) => before(path) !== text).length;

for (const folder of [expectedFolder, coreCallsFolder]) rmSync(folder, { recursive: true, force: true });
for (const { path, text } of files) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
console.log(`${packages.size} packages, ${files.length} files, ${changed} of them changed`);
