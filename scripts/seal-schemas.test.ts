import { expect, test } from "vitest";
import { sealSchemas } from "./seal-schemas.js";

test("structures become texts, with what they refer to behind them", () => {
  const code = [
    "export const Tag$ = {",
    "\tKey: [",
    '\t\t"t",',
    "\t\t0,",
    "\t\t0,",
    '\t\t"it\'s"',
    "\t],",
    '\t"odd-name": 1',
    "};",
    'export const Tags$ = { Items: ["l", Tag$, { name: "item" }] };',
    "export const Tree$ = { Left: () => Tree$, Right: () => Tree$, Tag: Tag$, $: { union: 1 } };",
  ].join("\n");
  expect(sealSchemas(code).split("\n")).toEqual([
    `export const Tag$ = ["s", '{"Key":["t",0,0,"it\\'s"],"odd-name":1}'];`,
    `export const Tags$ = ["s", '{"Items":["l","^0",{"name":"item"}]}', Tag$];`,
    `export const Tree$ = ["s", '{"Left":"^0","Right":"^0","Tag":"^1","$":{"union":1}}', () => Tree$, Tag$];`,
  ]);
});

test("what holds a class stays as it is", () => {
  const code = 'export const NoSuchKey$ = {\n\tname: "NoSuchKey",\n\ttype: NoSuchKey\n};';
  expect(sealSchemas(code)).toBe(code);
});
