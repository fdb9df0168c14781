import { expect, test } from "vitest";
import { IDEMPOTENCY_TOKEN, type Schema, STRING } from "../schema/codes.js";
import type { ChecksumTrait } from "../schema/operation.js";
import { readSchema } from "../schema/read.js";
import { fillDefaults } from "./input-defaults.js";

function filled(
  input: Schema | undefined,
  params: Record<string, unknown>,
  checksum?: ChecksumTrait,
  responseChecksumValidation: "when_supported" | "when_required" = "when_supported",
): Record<string, unknown> {
  let count = 0;
  fillDefaults(params, {
    operation: checksum === undefined ? {} : { checksum },
    input: input && readSchema(input),
    client: { config: { responseChecksumValidation, idempotencyToken: () => `token-${++count}` } },
  });
  return params;
}

const Nested$: Schema = { Token: ["t", STRING, IDEMPOTENCY_TOKEN] };
const Request$: Schema = {
  Name: STRING,
  Token: ["t", STRING, IDEMPOTENCY_TOKEN],
  Other: ["t", STRING, IDEMPOTENCY_TOKEN],
  Nested: Nested$,
};

test("absent tokens are filled in, each with its own, behind what the caller gave", () => {
  const params = filled(Request$, { Name: "n", Nested: {} });
  expect(params).toEqual({ Name: "n", Nested: {}, Token: "token-1", Other: "token-2" });
  expect(Object.keys(params)).toEqual(["Name", "Nested", "Token", "Other"]);
});

test("tokens that are given stay, also empty or null ones", () => {
  expect(filled(Request$, { Token: "", Other: null })).toEqual({ Token: "", Other: null });
});

test("undefined is absent", () => {
  expect(filled(Request$, { Token: undefined, Other: "o" })).toEqual({ Token: "token-1", Other: "o" });
});

test("checksums of answers are asked for where they can be had", () => {
  const checksum = { modeMember: "ChecksumMode" };
  expect(filled(undefined, {}, checksum)).toEqual({ ChecksumMode: "ENABLED" });
  expect(filled(undefined, { ChecksumMode: "OFF" }, checksum)).toEqual({ ChecksumMode: "OFF" });
});

test("but not when they are to be verified only where they must", () => {
  expect(filled(undefined, {}, { modeMember: "ChecksumMode" }, "when_required")).toEqual({});
  expect(filled(undefined, {}, { required: 1 })).toEqual({});
});
