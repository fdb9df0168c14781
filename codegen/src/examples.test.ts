import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile, createProgram, installDeclarations, writeFiles } from "./consumer.fixture.js";
import { type GeneratedPackages, generateExpected, generateInMemory, models } from "./expected.fixture.js";

const services = ["bedrock-runtime", "dynamodb", "ec2", "glacier", "iam", "lambda", "s3"];
const choice = { typescript: "7", resolution: "nodenext" } as const;

describe.each([
  ["of fixtures and of STS", generateExpected()],
  [`of ${services.join(", ")}`, generateInMemory(models, services)],
])("examples in doc comments and READMEs %s", (_, packages) => {
  test("are complete programs that compile", { timeout: 240_000 }, async () => {
    const program = createProgram(packages);
    expect(await installDeclarations(program, choice)).toBe("");
    writeFiles(program, examplePrograms(packages));
    expect(await compile(program, choice, ["examples"])).toBe("");
  });
});

test("every operation has an example, as a value and as a method", () => {
  const files = new Map(
    generateInMemory(models, ["sts"])
      .get("sts")!
      .map(({ path, text }) => [path, text]),
  );
  const operations = [...files.get("src/operations.ts")!.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
  expect(operations.length).toBeGreaterThan(10);
  const values = extractExamples(files.get("src/operations.ts")!);
  expect(values.map((code) => /await (\w+)\(sts\b/.exec(code)?.[1])).toEqual(operations);
  const methods = extractExamples(files.get("src/service.ts")!).slice(1);
  expect(methods.map((code) => /await sts\.(\w+)\(/.exec(code)?.[1])).toEqual(operations);
});

/** A module per file of examples: each in a function of its own, with the client that docs assume. */
function examplePrograms(packages: GeneratedPackages): Record<string, string> {
  const programs: Record<string, string> = {};
  for (const [name, files] of packages) {
    const text = (path: string): string => files.find((file) => file.path === path)!.text;
    const [construction = "", ...methods] = extractExamples(text("src/service.ts"));
    const [, client, service] = /const (\w+) = new (\w+)\(/.exec(construction)!;
    const clientClass = `${service}Client`;
    const operations = [...text("src/operations.ts").matchAll(/^export const (\w+)/gm)].map(([, value]) => value!);
    programs[join("examples", name, "construction.ts")] = `${construction}\n${client};\n`;
    programs[join("examples", name, "methods.ts")] = [
      `import type { ${service} } from "@inia/client-${name}";`,
      ...inFunctions(methods, `${client}: ${service}`),
    ].join("\n");
    programs[join("examples", name, "values.ts")] = [
      `import { type ${clientClass}, ${operations.join(", ")} } from "@inia/client-${name}";`,
      ...inFunctions(extractExamples(text("src/operations.ts")), `${client}: ${clientClass}`),
    ].join("\n");
    [...text("README.md").matchAll(/^```ts\n([\s\S]*?)^```/gm)].forEach(([, code], index) => {
      programs[join("examples", name, `readme-${index}.ts`)] = `${code}export {};\n`;
    });
  }
  return programs;
}

function inFunctions(examples: readonly string[], parameter: string): string[] {
  return examples.map((code, index) => `export async function example${index}(${parameter}) {\n${code}}\n`);
}

/** The code of a file's `@example` blocks, in order. */
function extractExamples(source: string): string[] {
  return [...source.matchAll(/@example\n[ \t]*\* ```ts\n([\s\S]*?)[ \t]*\* ```/g)].map(([, lines]) =>
    lines!.replace(/^[ \t]*\* ?/gm, "").replaceAll("*\\/", "*/"),
  );
}
