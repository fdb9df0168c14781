import { expect, test } from "vitest";
import { registerCustomizations } from "../../client/service-descriptor.js";
import type { CallContext } from "../../events/call-context.js";
import { HierarchicalEmitter } from "../../events/emitter.js";
import { customizations } from "../s3.js";

const key = "0123456789abcdef0123456789abcdef";
const encoded = {
  SSECustomerKey: "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
  SSECustomerKeyMD5: "hRasmdxgYDKV3nvbahU1MA==",
};

async function build(operation: string, params: Record<string, unknown>): Promise<Record<string, unknown>> {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const model = { name: operation, http: ["PUT", "/{Bucket}/{Key+}"] } as const;
  await events.emit(`before-parameter-build.s3.${operation}`, { model, params, context: {} as CallContext });
  return params;
}

test.each([
  "HeadObject",
  "GetObject",
  "PutObject",
  "CopyObject",
  "CreateMultipartUpload",
  "UploadPart",
  "UploadPartCopy",
  "CompleteMultipartUpload",
  "SelectObjectContent",
])("%s encodes the customer's key and adds its MD5", async (operation) => {
  expect(await build(operation, { SSECustomerKey: key })).toEqual(encoded);
});

test("a key may be bytes", async () => {
  expect(await build("GetObject", { SSECustomerKey: new TextEncoder().encode(key) })).toEqual(encoded);
});

test.each(["CopyObject", "UploadPartCopy"])("%s does the same for the source's key", async (operation) => {
  expect(
    await build(operation, { CopySourceSSECustomerKey: key, SSECustomerKey: "x", SSECustomerKeyMD5: "y" }),
  ).toEqual({
    CopySourceSSECustomerKey: encoded.SSECustomerKey,
    CopySourceSSECustomerKeyMD5: encoded.SSECustomerKeyMD5,
    SSECustomerKey: "x",
    SSECustomerKeyMD5: "y",
  });
});

test("who gives the MD5 has encoded the key, and without a key there is nothing to do", async () => {
  const given = { SSECustomerKey: key, SSECustomerKeyMD5: "mine" };
  expect(await build("PutObject", { ...given })).toEqual(given);
  expect(await build("PutObject", {})).toEqual({});
});

test("other operations send it as it is", async () => {
  expect(await build("WriteGetObjectResponse", { SSECustomerKey: key })).toEqual({ SSECustomerKey: key });
});
