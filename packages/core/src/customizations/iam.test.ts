import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import type { Schema } from "../schema/codes.js";
import { customizations } from "./iam.js";

const Version$: Schema = { Document: ["t", 0, 0, 0, { shape: "policyDocumentType" }], VersionId: 0 };

async function parse(output: Schema | undefined, parsed: Record<string, unknown>): Promise<Record<string, unknown>> {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const model = { name: "GetSomething", http: ["POST", "/"], ...(output && { output }) } as const;
  const httpResponse = { status: 200, headers: {} };
  await events.emit("after-call.iam.GetSomething", { httpResponse, parsed, model, context: {} as CallContext });
  return parsed;
}

test("policies are JSON text, wherever in the answer they stand", async () => {
  const parsed = await parse(
    { Document: ["t", 0, 0, 0, { shape: "policyDocumentType" }], Versions: ["l", Version$], Current: Version$ },
    {
      Document: "%7B%22Version%22%3A%222012-10-17%22%7D",
      Versions: [{ Document: "%5B%5D", VersionId: "v%31" }, {}],
      Current: { Document: "%22caf%C3%A9+%22" },
    },
  );
  expect(parsed).toEqual({
    Document: '{"Version":"2012-10-17"}',
    Versions: [{ Document: "[]", VersionId: "v%31" }, {}],
    Current: { Document: '"café+"' },
  });
});

test("what is no JSON when decoded stays as it came", async () => {
  expect(await parse(Version$, { Document: "50%25 off" })).toEqual({ Document: "50%25 off" });
});

test("an operation without output has nothing to decode", async () => {
  expect(await parse(undefined, { Document: "%5B%5D" })).toEqual({ Document: "%5B%5D" });
});
