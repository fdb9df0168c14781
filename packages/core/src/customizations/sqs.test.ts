import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import { customizations } from "./sqs.js";

async function contextAfter(parsed: Record<string, unknown>): Promise<CallContext> {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const context = {} as CallContext;
  const model = { name: "SendMessage", http: ["POST", "/"] } as const;
  const httpResponse = { status: 400, headers: {} };
  await events.emit("after-call.sqs.SendMessage", { httpResponse, parsed, model, context });
  return context;
}

test("the shape's name decides the class of an error", async () => {
  const context = await contextAfter({
    Error: { Code: "AWS.SimpleQueueService.NonExistentQueue", QueryErrorCode: "QueueDoesNotExist" },
  });
  expect(context.errorCodeOverride).toBe("QueueDoesNotExist");
});

test("nothing is decided where there is no such name, or no error", async () => {
  expect(await contextAfter({ Error: { Code: "AccessDenied" } })).toEqual({});
  expect(await contextAfter({ MessageId: "1" })).toEqual({});
});
