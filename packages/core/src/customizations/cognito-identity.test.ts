import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import { customizations } from "./cognito-identity.js";

async function signerOf(operation: string): Promise<unknown> {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const answer = await events.emitUntilResponse(`choose-signer.cognito-identity.${operation}`, {
    signingName: "cognito-identity",
    regionName: "eu-west-1",
    signatureVersion: "v4",
    context: {} as CallContext,
  });
  return answer?.[1];
}

test.each(["GetId", "GetOpenIdToken", "UnlinkIdentity", "GetCredentialsForIdentity"])(
  "%s is sent unsigned",
  async (operation) => {
    expect(await signerOf(operation)).toBe("none");
  },
);

test("other operations are signed as the model says", async () => {
  expect(await signerOf("CreateIdentityPool")).toBeUndefined();
});
