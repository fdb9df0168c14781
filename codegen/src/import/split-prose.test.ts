import { expect, test } from "vitest";
import { parseDocument, printDocument } from "../load/json-document.js";
import type { ServiceFileName } from "../load/model-folder.js";
import { splitProse } from "./split-prose.js";

test("prose goes by its place in the grammar, not by its key", () => {
  const [facts, prose] = split("service-2.json", {
    documentation: "Of the service.",
    metadata: { documentation: "no prose here" },
    clientContextParams: { Desk: { type: "string", documentation: "Of a parameter." } },
    operations: {
      documentation: { documentation: "Of an operation called documentation.", name: "documentation" },
      Get: {
        input: { shape: "In", documentation: "Of the input." },
        errors: [{ shape: "A" }, { shape: "B", documentation: "Of an error." }],
        deprecatedMessage: "Use Fetch.",
      },
    },
    shapes: {
      documentation: {
        type: "structure",
        documentation: "Of a shape called documentation.",
        members: { documentation: { shape: "Text", documentation: "Of the member called documentation." } },
      },
      Enum: { type: "string", enum: ["documentation", "examples"] },
      Map: { type: "map", key: { shape: "K", documentation: "Of keys." }, value: { shape: "V" } },
      List: { type: "list", member: { shape: "M", documentation: "Of elements." } },
    },
  });
  expect(facts).toEqual({
    metadata: { documentation: "no prose here" },
    clientContextParams: { Desk: { type: "string" } },
    operations: {
      documentation: { name: "documentation" },
      Get: { input: { shape: "In" }, errors: [{ shape: "A" }, { shape: "B" }], deprecatedMessage: "Use Fetch." },
    },
    shapes: {
      documentation: { type: "structure", members: { documentation: { shape: "Text" } } },
      Enum: { type: "string", enum: ["documentation", "examples"] },
      Map: { type: "map", key: { shape: "K" }, value: { shape: "V" } },
      List: { type: "list", member: { shape: "M" } },
    },
  });
  expect(prose).toEqual({
    documentation: "Of the service.",
    clientContextParams: { Desk: { documentation: "Of a parameter." } },
    operations: {
      documentation: { documentation: "Of an operation called documentation." },
      Get: { input: { documentation: "Of the input." }, errors: { 1: { documentation: "Of an error." } } },
    },
    shapes: {
      documentation: {
        documentation: "Of a shape called documentation.",
        members: { documentation: { documentation: "Of the member called documentation." } },
      },
      Map: { key: { documentation: "Of keys." } },
      List: { member: { documentation: "Of elements." } },
    },
  });
});

test("example calls in a model are prose", () => {
  const [facts, prose] = split("service-2.json", { examples: { Get: [{ title: "How to get" }] } });
  expect(facts).toEqual({ examples: {} });
  expect(prose).toEqual({ examples: { Get: [{ title: "How to get" }] } });
});

test("of a rule set, parameters and rules at any depth are described; messages are facts", () => {
  const [facts, prose] = split("endpoint-rule-set-1.json", {
    parameters: { Region: { type: "string", documentation: "Where." } },
    rules: [
      {
        type: "tree",
        rules: [
          {
            type: "error",
            documentation: "Deep.",
            error: "Missing Region",
            conditions: [{ fn: "isSet", argv: ["documentation"] }],
          },
        ],
      },
    ],
  });
  expect(facts).toEqual({
    parameters: { Region: { type: "string" } },
    rules: [
      {
        type: "tree",
        rules: [{ type: "error", error: "Missing Region", conditions: [{ fn: "isSet", argv: ["documentation"] }] }],
      },
    ],
  });
  expect(prose).toEqual({
    parameters: { Region: { documentation: "Where." } },
    rules: { 0: { rules: { 0: { documentation: "Deep." } } } },
  });
});

test("extras are described at the places of what they are merged over", () => {
  const [facts, prose] = split("service-2.sdk-extras.json", {
    version: 1,
    merge: { shapes: { A: { members: { b: { shape: "C", documentation: "Added." } } } } },
  });
  expect(facts).toEqual({ version: 1, merge: { shapes: { A: { members: { b: { shape: "C" } } } } } });
  expect(prose).toEqual({ merge: { shapes: { A: { members: { b: { documentation: "Added." } } } } } });
});

test("what is no text at a place of prose stays, for the grammar to refuse", () => {
  expect(split("service-2.json", { documentation: { a: 1 } })).toEqual([{ documentation: { a: 1 } }, undefined]);
});

test("other files have no prose", () => {
  const waiters = { waiters: { A: { description: "Waits until A.", documentation: "x" } } };
  expect(split("waiters-2.json", waiters)).toEqual([waiters, undefined]);
});

function split(file: ServiceFileName, document: object): [unknown, unknown] {
  const { facts, prose } = splitProse(file, parseDocument(JSON.stringify(document), file));
  return [JSON.parse(printDocument(facts)), prose && JSON.parse(printDocument(prose))];
}
