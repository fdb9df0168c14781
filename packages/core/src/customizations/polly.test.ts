import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import { customizations } from "./polly.js";

async function headersOf(context: Partial<CallContext>): Promise<Record<string, string>> {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const request = { method: "POST", url: "https://polly.example.com/v1/speech", headers: { "content-type": "a/b" } };
  await events.emit("before-sign.polly.SynthesizeSpeech", {
    request,
    signingName: "polly",
    regionName: "eu-west-1",
    signatureVersion: "v4-query",
    operationName: "SynthesizeSpeech",
    context: context as CallContext,
  });
  return request.headers;
}

test("a presigned URL asks for no content type", async () => {
  expect(await headersOf({ isPresignRequest: true })).toEqual({});
});

test("a request that is sent keeps it", async () => {
  expect(await headersOf({})).toEqual({ "content-type": "a/b" });
});
