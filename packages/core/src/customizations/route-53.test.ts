import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { customizations } from "./route-53.js";

const model: OperationDescriptor = {
  name: "ChangeEverything",
  http: ["POST", "/"],
  input: {
    Id: ["t", 0, 0, 0, { shape: "ResourceId" }],
    SetId: ["t", 0, 0, 0, { shape: "DelegationSetId" }],
    Change: ["t", 0, 0, 0, { shape: "ChangeId" }],
    Comment: 0,
    Type: ["t", 0, 0, 0, { shape: "policyDocumentType" }],
  },
};

async function build(params: Record<string, unknown>): Promise<Record<string, unknown>> {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const context = {} as CallContext;
  await events.emit("before-parameter-build.route-53.ChangeEverything", { model, params, context });
  return params;
}

test("ids are taken as answers give them", async () => {
  const ids = { Id: "/hostedzone/Z1", SetId: "delegationset/N2", Change: "/change/C3" };
  expect(await build(ids)).toEqual({ Id: "Z1", SetId: "N2", Change: "C3" });
});

test("bare ids, other members and values of the wrong type stay", async () => {
  const params = { Id: "Z1", SetId: 5, Comment: "a/b", Type: "a/b" };
  expect(await build({ ...params })).toEqual(params);
});
