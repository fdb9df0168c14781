import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("every class of error stands in the list of names", () => {
  const read = (name: string) => readFileSync(new URL(`${name}.ts`, import.meta.url), "utf8");
  const classes = ["call", "config", "credentials", "endpoint", "http", "parser"]
    .flatMap((file) => [...read(file).matchAll(/^export class (\w+)/gm)])
    .map(([, name]) => name!);
  const listed = [...read("names").matchAll(/\| "(\w+)"/g)].map(([, name]) => name!);
  expect(listed).toEqual([...new Set(classes)].sort());
});
