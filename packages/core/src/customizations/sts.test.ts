import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import { customizations } from "./sts.js";

async function signerOf(operation: string): Promise<unknown> {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const answer = await events.emitUntilResponse(`choose-signer.sts.${operation}`, {
    signingName: "sts",
    regionName: "eu-west-1",
    signatureVersion: "v4",
    context: {} as CallContext,
  });
  return answer?.[1];
}

test("roles assumed with a token of somebody else's are asked for unsigned", async () => {
  expect(await signerOf("AssumeRoleWithSAML")).toBe("none");
  expect(await signerOf("AssumeRoleWithWebIdentity")).toBe("none");
});

test("other operations are signed as the model says", async () => {
  expect(await signerOf("AssumeRole")).toBeUndefined();
});
