import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import { AliasConflictParameterError } from "../errors/call.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import type { Schema } from "../schema/codes.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { customizations } from "./ec2.js";

const events = new HierarchicalEmitter();
registerCustomizations(events, customizations);

async function build(operation: string, input: Schema, params: Record<string, unknown>) {
  const model: OperationDescriptor = { name: operation, http: ["POST", "/"], input };
  await events.emit(`before-parameter-build.ec2.${operation}`, { model, params, context: {} as CallContext });
  return params;
}

async function copySnapshot(fields: Record<string, string>): Promise<Record<string, string>> {
  const client = {
    now: () => Date.UTC(2026, 0, 2, 3, 4, 5),
    service: { signingName: "ec2" },
    credentials: async () => ({ accessKeyId: "AKIDTEST", secretAccessKey: "secret" }),
  };
  const context = { clientRegion: "eu-west-1", endpointUrl: "https://ec2.eu-west-1.amazonaws.com", client };
  const form = new Map(Object.entries({ Action: "CopySnapshot", ...fields }));
  await events.emit("before-call.ec2.CopySnapshot", {
    model: { name: "CopySnapshot", http: ["POST", "/"] },
    params: { method: "POST", path: "/", query: [], headers: {}, body: { form } },
    context: context as unknown as CallContext,
  });
  return Object.fromEntries(form);
}

async function consoleOutput(output: unknown): Promise<unknown> {
  const parsed: Record<string, unknown> = { Output: output };
  await events.emit("after-call.ec2.GetConsoleOutput", {
    httpResponse: { status: 200, headers: {} },
    parsed,
    model: { name: "GetConsoleOutput", http: ["POST", "/"] },
    context: {} as CallContext,
  });
  return parsed.Output;
}

test("Filters stands for Filter where an operation calls it so", async () => {
  expect(await build("DescribeHosts", { Filter: ["l", 0] }, { Filters: ["a"] })).toEqual({ Filter: ["a"] });
  expect(await build("DescribeVpcs", { Filters: ["l", 0] }, { Filters: ["a"] })).toEqual({ Filters: ["a"] });
  expect(await build("DescribeNothing", { DryRun: 1 }, { Filters: ["a"] })).toEqual({ Filters: ["a"] });
});

test("both at once are refused", async () => {
  const both = build("DescribeHosts", { Filter: ["l", 0] }, { Filters: [], Filter: [] });
  await expect(both).rejects.toThrow(AliasConflictParameterError);
});

test("user data is encoded for RunInstances only", async () => {
  expect(await build("RunInstances", { UserData: 0 }, { UserData: "hi" })).toEqual({ UserData: "aGk=" });
  const attribute = await build("ModifyInstanceAttribute", { UserData: 0 }, { UserData: "hi" });
  expect(attribute).toEqual({ UserData: "hi" });
});

test("a snapshot's copy carries a URL signed for its source, and both regions", async () => {
  const form = await copySnapshot({ SourceRegion: "us-west-2", SourceSnapshotId: "snap-1" });
  expect(Object.keys(form)).toEqual([
    "Action",
    "SourceRegion",
    "SourceSnapshotId",
    "PresignedUrl",
    "DestinationRegion",
  ]);
  expect(form.DestinationRegion).toBe("eu-west-1");
  expect(form.PresignedUrl).toMatch(
    /^https:\/\/ec2\.us-west-2\.amazonaws\.com\/\?Action=CopySnapshot&SourceRegion=us-west-2&SourceSnapshotId=snap-1&DestinationRegion=eu-west-1&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDTEST%2F20260102%2Fus-west-2%2Fec2%2Faws4_request&/,
  );
});

test("a destination that is given is named once", async () => {
  const form = await copySnapshot({ DestinationRegion: "somewhere", SourceRegion: "us-west-2" });
  expect(form.PresignedUrl!.match(/DestinationRegion=/g)).toHaveLength(1);
  expect(form.PresignedUrl).toContain("DestinationRegion=eu-west-1");
});

test("a URL that is given stays", async () => {
  const fields = { Action: "CopySnapshot", SourceRegion: "us-west-2", PresignedUrl: "https://mine" };
  expect(await copySnapshot(fields)).toEqual(fields);
});

test("console output is text, whatever bytes are in it", async () => {
  expect(await consoleOutput("W0xpbnV4XcOp/wo=")).toBe("[Linux]é\ufffd\n");
  expect(await consoleOutput("W0xp\nbnV4\r\nXQ==\n")).toBe("[Linux]");
});

test("console output that is no base64 stays as it came", async () => {
  expect(await consoleOutput("abc")).toBe("abc");
  expect(await consoleOutput(undefined)).toBeUndefined();
});
