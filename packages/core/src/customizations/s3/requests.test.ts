import { afterEach, expect, test } from "vitest";
import { registerCustomizations } from "../../client/service-descriptor.js";
import { fromUtf8, toUtf8 } from "../../encoding/utf8.js";
import { ParamValidationError } from "../../errors/call.js";
import type { CallContext } from "../../events/call-context.js";
import { HierarchicalEmitter } from "../../events/emitter.js";
import type { SerializedRequest } from "../../http/serialized-request.js";
import { bodyFrom } from "../../streaming/input.js";
import { customizations } from "../s3.js";

const events = new HierarchicalEmitter();
registerCustomizations(events, customizations);

async function call(operation: string, method: string, body: SerializedRequest["body"]): Promise<SerializedRequest> {
  const params: SerializedRequest = { method, path: "/", query: [], headers: {}, body };
  const model = { name: operation, http: [method, "/"] } as const;
  await events.emit(`before-call.s3.${operation}`, { model, params, context: {} as CallContext });
  return params;
}

async function expects(operation: string, method: string, body: SerializedRequest["body"]): Promise<boolean> {
  return (await call(operation, method, body)).headers.Expect === "100-continue";
}

afterEach(() => {
  delete process.env.BOTO_EXPERIMENTAL__NO_EMPTY_CONTINUE;
});

test("every body of PutObject and UploadPart waits for S3's word, even an empty one", async () => {
  expect(await expects("PutObject", "PUT", toUtf8("x"))).toBe(true);
  expect(await expects("UploadPart", "PUT", new Uint8Array())).toBe(true);
});

test("elsewhere only what is a stream or a Blob does", async () => {
  expect(await expects("WriteGetObjectResponse", "POST", new Blob(["x"]))).toBe(true);
  expect(await expects("WriteGetObjectResponse", "POST", toUtf8("x"))).toBe(false);
  expect(await expects("PutBucketAcl", "PUT", toUtf8("<A/>"))).toBe(false);
});

test("no body and other methods do not", async () => {
  expect(await expects("PutObject", "PUT", undefined)).toBe(false);
  expect(await expects("GetObject", "GET", new Blob(["x"]))).toBe(false);
});

test("empty bodies can be excepted by the environment", async () => {
  process.env.BOTO_EXPERIMENTAL__NO_EMPTY_CONTINUE = "True";
  expect(await expects("PutObject", "PUT", new Uint8Array())).toBe(false);
  expect(await expects("PutObject", "PUT", bodyFrom(new Blob([])))).toBe(false);
  expect(await expects("PutObject", "PUT", toUtf8("x"))).toBe(true);
});

test.each(["DeleteObjects", "PutBucketLifecycleConfiguration"])(
  "%s escapes line ends in its XML",
  async (operation) => {
    const { body } = await call(operation, "POST", toUtf8("<Key>a\r\nb\n</Key>"));
    expect(fromUtf8(body as Uint8Array)).toBe("<Key>a&#xD;&#xA;b&#xA;</Key>");
  },
);

test("XML without line ends, and of other operations, stays", async () => {
  const plain = toUtf8("<Key>a</Key>");
  expect((await call("DeleteObjects", "POST", plain)).body).toBe(plain);
  expect((await call("DeleteObjects", "POST", undefined)).body).toBeUndefined();
  const lines = toUtf8("<A>\n</A>");
  expect((await call("PutBucketAcl", "PUT", lines)).body).toBe(lines);
});

async function buildMetadata(operation: string, Metadata: unknown): Promise<void> {
  const model = { name: operation, http: ["PUT", "/{Bucket}/{Key+}"] } as const;
  await events.emit(`before-parameter-build.s3.${operation}`, {
    model,
    params: { Metadata },
    context: {} as CallContext,
  });
}

test.each(["PutObject", "CopyObject", "CreateMultipartUpload"])(
  "%s takes no metadata that a header cannot carry",
  async (operation) => {
    await expect(buildMetadata(operation, { name: "ü" })).rejects.toThrow(ParamValidationError);
    await expect(buildMetadata(operation, { naïve: "x" })).rejects.toThrow(/Non ascii characters .* key "naïve"/);
    await expect(buildMetadata(operation, { name: "plain\u007f" })).resolves.toBeUndefined();
  },
);

test("metadata of the wrong type is left to validation", async () => {
  await expect(buildMetadata("PutObject", "ü")).resolves.toBeUndefined();
  await expect(buildMetadata("PutObject", { n: 5 })).resolves.toBeUndefined();
});

async function hashHeader(signatureVersion: string, headers: Record<string, string>): Promise<string | undefined> {
  await events.emit("before-sign.s3.PutObject", {
    request: { method: "PUT", url: "https://b.s3.amazonaws.com/k", headers },
    signingName: "s3",
    regionName: "us-west-2",
    signatureVersion,
    operationName: "PutObject",
    context: {} as CallContext,
  });
  return headers["X-Amz-Content-SHA256"];
}

test("an unsigned request announces its trailer", async () => {
  const trailer = { "X-Amz-Trailer": "x-amz-checksum-crc32" };
  expect(await hashHeader("none", { ...trailer })).toBe("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
  expect(await hashHeader("none", {})).toBeUndefined();
  expect(await hashHeader("s3v4", { ...trailer })).toBeUndefined();
});
