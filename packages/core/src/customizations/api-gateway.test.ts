import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import { customizations } from "./api-gateway.js";

async function headersAfter(given: Record<string, string>): Promise<Record<string, string>> {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const params = { method: "GET", path: "/restapis", query: [], headers: { ...given }, body: undefined };
  const model = { name: "GetRestApis", http: ["GET", "/restapis"] } as const;
  await events.emit("before-call.api-gateway.GetRestApis", { model, params, context: {} as CallContext });
  return params.headers;
}

test("answers are asked for in plain JSON", async () => {
  expect(await headersAfter({})).toEqual({ Accept: "application/json" });
});

test("an Accept header that is set stays", async () => {
  expect(await headersAfter({ accept: "application/yaml" })).toEqual({ accept: "application/yaml" });
});
