import { expect, test } from "vitest";
import { union$ } from "../protocols/union.js";
import { REQUIRED, type Schema, STRING } from "./codes.js";
import { type ListSchema, readSchema } from "./read.js";

test("a sealed structure is what the text says, with what stands behind it in its places", () => {
  const Tag$ = { Key: ["t", STRING, REQUIRED] } as const;
  const text = '{"Name":["t",0,8,"name"],"Tags":["l","^0",{"name":"item"}],"Parent":"^1","$":{"union":"^2"}}';
  const Tree$ = ["s", text, Tag$, (): Schema => Tree$, union$] as unknown as Schema;
  const tree = readSchema(Tree$);
  expect(tree.union).toBe(union$);
  expect(tree.members.map(({ name, wireName, required }) => [name, wireName, required])).toEqual([
    ["Name", "name", true],
    ["Tags", "Tags", false],
    ["Parent", "Parent", false],
  ]);
  const { member } = tree.byName.get("Tags")!.value as ListSchema;
  expect(member).toBe(readSchema(Tag$));
  expect(tree.byName.get("Parent")!.value).toBe(tree);
});
