import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import { AliasConflictParameterError } from "../errors/call.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { customizations } from "./cloudwatch-logs.js";

const model: OperationDescriptor = { name: "CreateExportTask", http: ["POST", "/"], input: { from: 3, to: 3 } };

async function build(params: Record<string, unknown>): Promise<Record<string, unknown>> {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const context = {} as CallContext;
  await events.emit("before-parameter-build.cloudwatch-logs.CreateExportTask", { model, params, context });
  return params;
}

test("fromTime stands for from", async () => {
  expect(await build({ fromTime: 0, to: 2 })).toEqual({ from: 0, to: 2 });
  expect(await build({ from: 1, to: 2 })).toEqual({ from: 1, to: 2 });
});

test("both at once are refused", async () => {
  await expect(build({ from: 1, fromTime: 2 })).rejects.toThrow(AliasConflictParameterError);
  await expect(build({ from: 1, fromTime: 2 })).rejects.toThrow(
    /CreateExportTask got both from and its alias fromTime/,
  );
});
