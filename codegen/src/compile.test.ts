import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { choices, compile, createProgram, installDeclarations, writeFiles } from "./consumer.fixture.js";
import { fixtures, generateExpected } from "./expected.fixture.js";

const packages = generateExpected();

describe.each(choices)("TypeScript $typescript, moduleResolution $resolution", (choice) => {
  const program = createProgram(packages);

  test("generated sources compile without DOM and Node types", { timeout: 120_000 }, async () => {
    expect(await installDeclarations(program, choice)).toBe("");
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
    expect(await compile(program, choice, ["wrong"])).toContain("wrong/program.ts(2,19): error TS");
  });
});
