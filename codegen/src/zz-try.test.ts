import { test } from "vitest";
import { writeFileSync } from "node:fs";
import { compile, createProgram, installDeclarations, writeFiles } from "./consumer.fixture.js";
import { generateInMemory, models } from "./expected.fixture.js";
import { examplePrograms } from "./zz.js";
import { readServiceTable } from "./load/service-table.js";
test("all", async () => {
  const names = Object.keys(readServiceTable(models));
  let n = 0;
  for (let at = 0; at < names.length; at += 60) {
    const packages = generateInMemory(models, names.slice(at, at + 60));
    const program = createProgram(packages);
    const choice = { typescript: "7", resolution: "nodenext" } as const;
    const a = await installDeclarations(program, choice);
    const ex = examplePrograms(packages); n += Object.values(ex).reduce((x, t) => x + (t.match(/function example/g)?.length ?? 0), 0);
    writeFiles(program, ex);
    const b = await compile(program, choice, ["examples"]);
    console.log(at, n, a.slice(0, 500), b.slice(0, 3000));
  }
}, 600000);
