import { cpSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { choices, compile, createProgram, installDeclarations, writeFiles } from "./consumer.fixture.js";
import { fixtures, generateExpected } from "./expected.fixture.js";

const packages = generateExpected();

describe.each(choices)("TypeScript $typescript, moduleResolution $resolution", (choice) => {
  const program = createProgram(packages);

  let told = "not compiled";
  beforeAll(async () => {
    told = await installDeclarations(program, choice);
  }, 120_000);

  test("generated sources compile without DOM and Node types", () => {
    expect(told).toBe("");
  });

  test("programs compile against the declarations, and what must not compile does not", {
    timeout: 120_000,
  }, async () => {
    cpSync(join(fixtures, "programs"), join(program, "programs"), { recursive: true });
    expect(await compile(program, choice, ["programs"])).toBe("");
  });

  test("a wrong program is told", { timeout: 120_000 }, async () => {
    const text = 'import { getCallerIdentity } from "@inia/client-sts";\ngetCallerIdentity({});\n';
    writeFiles(program, { "wrong/program.ts": text });
    const output = await compile(program, choice, ["wrong"]);
    expect(output.match(/^.*error TS/gm)).toEqual(["wrong/program.ts(2,19): error TS"]);
  });
});
