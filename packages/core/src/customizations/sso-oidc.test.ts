import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import { fromUtf8, toUtf8 } from "../encoding/utf8.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import { customizations } from "./sso-oidc.js";

async function bodyAfter(status: number, body: string): Promise<string> {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const response = { status, headers: {}, body: toUtf8(body) };
  const model = { name: "CreateToken", http: ["POST", "/token"] } as const;
  await events.emit("before-parse.sso-oidc.CreateToken", {
    model,
    response,
    additions: {},
    context: {} as CallContext,
  });
  return fromUtf8(response.body);
}

test("an error's description becomes its message", async () => {
  const body = await bodyAfter(400, '{"error":"slow_down","error_description":"Too fast"}');
  expect(JSON.parse(body)).toEqual({ error: "slow_down", error_description: "Too fast", Message: "Too fast" });
});

test("a message that is there stays", async () => {
  const body = '{"error_description":"Too fast","message":"Wait"}';
  expect(await bodyAfter(400, body)).toBe(body);
});

test("successes, bodies without a description and bodies that are no JSON object stay", async () => {
  for (const body of ['{"error":"x"}', "<html>", "null", '"text"', ""]) expect(await bodyAfter(400, body)).toBe(body);
  const success = '{"accessToken":"t","error_description":"x"}';
  expect(await bodyAfter(200, success)).toBe(success);
});
