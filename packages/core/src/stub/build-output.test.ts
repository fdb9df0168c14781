import { expect, test } from "vitest";
import { ParamValidationError } from "../errors/call.js";
import { union$ } from "../protocols/union.js";
import { REQUIRED, type Schema, STRING } from "../schema/codes.js";
import type { Operation } from "../schema/operation.js";
import { StreamingBody } from "../streaming/streaming-body.js";
import { buildOutput } from "./build-output.js";
import { followReading, getBook, readBook } from "./library.fixture.js";

test("members that the model requires are filled in", () => {
  const labels = [{ Key: "Key" }, { Key: "Key" }];
  expect(buildOutput(getBook)).toEqual({ Title: "Title", Labels: labels });
  expect(buildOutput(getBook, { Title: "T", Format: { Paper: {} }, Pages: 3 })).toEqual({
    Title: "T",
    Labels: labels,
    Format: { Paper: { Weight: 0 } },
    Pages: 3,
  });
});

test("elements of lists are filled in", () => {
  const { Labels } = buildOutput(getBook, { Labels: [{ Value: "v" }, { Key: "k" }] });
  expect(Labels).toEqual([{ Key: "Key", Value: "v" }, { Key: "k" }]);
});

test("bodies are made of text, or are empty", async () => {
  const { Text } = buildOutput(readBook, { Text: "hello" });
  expect(Text).toBeInstanceOf(StreamingBody);
  expect([await Text.text(), await buildOutput(readBook).Text.text()]).toEqual(["hello", ""]);
});

test("event streams are made of arrays, each event filled in, or are empty", async () => {
  const { Events } = buildOutput(followReading, { Events: [{ Turn: { By: "me" } }, { Note: {} }] as never });
  const events: unknown[] = [];
  for await (const event of Events) events.push(event);
  for await (const event of buildOutput(followReading).Events) events.push(event);
  expect(events).toEqual([{ Turn: { By: "me", Page: 0 } }, { Note: {} }]);
});

test("a recursive union is filled with a member that ends", () => {
  const Value$: Schema = { Inner: { Value: ["t", () => Value$, REQUIRED] }, Text: STRING, $: { union: union$ } };
  const operation = { model: { name: "GetValue", http: ["GET", "/"], output: { Value: ["t", Value$, REQUIRED] } } };
  expect(buildOutput(operation as unknown as Operation<"x", object, object, never>)).toEqual({
    Value: { Text: "Text" },
  });
});

test("a part that does not fit is refused", () => {
  expect(() => buildOutput(getBook, { Pages: "3" } as never)).toThrow(ParamValidationError);
  expect(() => buildOutput(getBook, { Labels: [{}] })).toThrow("Invalid length for parameter Labels, value: 1");
});
