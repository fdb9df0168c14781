import { type RawService, ServiceModel, type StructureShape } from "@inia/core/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyInput } from "./any-value.js";

const shapes = {
  Input: {
    type: "structure",
    required: ["Count", "Names", "Choice"],
    members: {
      Count: { shape: "Count" },
      Names: { shape: "Names" },
      Choice: { shape: "Choice" },
      Colour: { shape: "Colour" },
      Label: { shape: "Text", location: "uri", locationName: "Label" },
      Note: { shape: "Text", location: "header", locationName: "x-note" },
    },
  },
  Count: { type: "long", min: 3, max: 9 },
  Names: { type: "list", member: { shape: "Name" }, min: 2 },
  Name: { type: "string", min: 4, max: 6 },
  Choice: { type: "structure", union: true, members: { Again: { shape: "Choice" }, Text: { shape: "Text" } } },
  Colour: { type: "string", enum: ["red", "green"] },
  Text: { type: "string" },
};
const service: unknown = { metadata: { endpointPrefix: "test" }, operations: {}, shapes };
const input = anyInput(new ServiceModel(service as RawService).shapeFor("Input") as StructureShape, {
  constraints: {},
  isXml: false,
});
const inputs = fc.sample(input, { numRuns: 500, seed: 1 });

test("required members are always there, others at times", () => {
  expect(inputs.every((one) => "Count" in one && "Names" in one && "Choice" in one)).toBe(true);
  expect(new Set(inputs.map((one) => "Colour" in one))).toEqual(new Set([true, false]));
});

test("numbers, lengths, enums and labels keep to the model", () => {
  for (const { Count, Names, Colour = "red", Label = "a", Note = "" } of inputs) {
    expect(Number(Count)).toBeGreaterThanOrEqual(3);
    expect(Number(Count)).toBeLessThanOrEqual(9);
    expect((Names as string[]).length).toBeGreaterThanOrEqual(2);
    for (const name of Names as string[]) expect([4, 5, 6]).toContain([...name].length);
    expect(["red", "green"]).toContain(Colour);
    expect(Label).not.toBe("");
    expect(Note).toMatch(/^[ -~]*$/);
  }
});

test("a union has exactly one member, and ends even where it leads to itself", () => {
  for (let { Choice: choice } of inputs as { Choice?: Record<string, never> }[]) {
    for (; choice !== undefined; choice = choice["Again"]) expect(Object.keys(choice)).toHaveLength(1);
  }
});

test("a seed leads to the same inputs again", () => {
  expect(fc.sample(input, { numRuns: 500, seed: 1 })).toEqual(inputs);
});
