import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import { customizations } from "./auto-scaling.js";

async function build(operation: string, params: Record<string, unknown>): Promise<Record<string, unknown>> {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const model = { name: operation, http: ["POST", "/"] } as const;
  await events.emit(`before-parameter-build.auto-scaling.${operation}`, { model, params, context: {} as CallContext });
  return params;
}

test("the script of a launch configuration is encoded, also when it looks encoded already", async () => {
  expect(await build("CreateLaunchConfiguration", { UserData: "#!/bin/sh é" })).toEqual({
    UserData: "IyEvYmluL3NoIMOp",
  });
  expect(await build("CreateLaunchConfiguration", { UserData: "IyEv" })).toEqual({ UserData: "SXlFdg==" });
});

test("bytes are encoded as they are", async () => {
  const params = await build("CreateLaunchConfiguration", { UserData: new Uint8Array([0xff, 0x00]) });
  expect(params).toEqual({ UserData: "/wA=" });
});

test("user data of other operations stays, and so does a value of the wrong type", async () => {
  expect(await build("CreateAutoScalingGroup", { UserData: "x" })).toEqual({ UserData: "x" });
  expect(await build("CreateLaunchConfiguration", { UserData: 7 })).toEqual({ UserData: 7 });
  expect(await build("CreateLaunchConfiguration", {})).toEqual({});
});
