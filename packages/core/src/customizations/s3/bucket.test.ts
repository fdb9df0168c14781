import { expect, test } from "vitest";
import { registerCustomizations } from "../../client/service-descriptor.js";
import type { ResolvedConfig } from "../../config/resolved-config.js";
import { ParamValidationError } from "../../errors/call.js";
import type { CallContext } from "../../events/call-context.js";
import { HierarchicalEmitter } from "../../events/emitter.js";
import type { OperationDescriptor } from "../../schema/operation.js";
import { customizations } from "../s3.js";

const events = new HierarchicalEmitter();
registerCustomizations(events, customizations);
const getObject: OperationDescriptor = { name: "GetObject", http: ["GET", "/{Bucket}/{Key+}"] };
const accessPoint = "arn:aws:s3:us-west-2:123456789012:accesspoint/point";

async function build(model: OperationDescriptor, params: Record<string, unknown>): Promise<CallContext> {
  const context = { inputParams: params } as unknown as CallContext;
  await events.emit(`before-parameter-build.s3.${model.name}`, { model, params, context });
  return context;
}

test.each([
  "a",
  "My_Bucket.with-all",
  "b".repeat(255),
  accessPoint,
  "arn:aws:s3:us-west-2:123456789012:accesspoint:point",
  "arn:aws-cn:s3-object-lambda:cn-north-1:123456789012:accesspoint/lambda",
  "arn:aws:s3::123456789012:accesspoint:m.mrap",
  "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-1/accesspoint/point",
])("%s is a bucket", async (Bucket) => {
  await expect(build(getObject, { Bucket, Key: "k" })).resolves.toBeDefined();
});

test.each([
  "",
  "b".repeat(256),
  "a/b",
  "ünicode",
  "arn:aws:s3:us-west-2::accesspoint/point",
  "arn:aws:s3:us-west-2:123456789012:bucket/b",
  "arn:other:s3:us-west-2:123456789012:accesspoint/point",
  "arn:aws:s3-outposts::123456789012:outpost/op-1/accesspoint/point",
  `${accessPoint}!`,
])("%j is none", async (Bucket) => {
  const call = build(getObject, { Bucket, Key: "k" });
  await expect(call).rejects.toThrow(ParamValidationError);
  await expect(call).rejects.toThrow(`Invalid bucket name "${Bucket}"`);
});

test("a bucket of the wrong type is left to validation", async () => {
  await expect(build(getObject, { Bucket: 5, Key: "k" })).resolves.toBeDefined();
});

test("the operation is serialised without the bucket, from a copy made once", async () => {
  const context = await build(getObject, { Bucket: "b", Key: "k" });
  expect(context.operation).toEqual({ name: "GetObject", http: ["GET", "/{Key+}"] });
  expect(getObject.http[1]).toBe("/{Bucket}/{Key+}");
  expect((await build(getObject, { Bucket: "c", Key: "k" })).operation).toBe(context.operation);
  const acl = await build({ name: "GetBucketAcl", http: ["GET", "/{Bucket}?acl"] }, { Bucket: "b" });
  expect(acl.operation).toMatchObject({ http: ["GET", "?acl"] });
  const list = await build({ name: "ListBuckets", http: ["GET", "/"] }, {});
  expect(list.operation).toBeUndefined();
});

async function authPath(
  model: OperationDescriptor,
  params: Record<string, unknown>,
  { signatureVersion = "s3", url = "https://b.s3.amazonaws.com/k", s3Compatible = false } = {},
): Promise<unknown> {
  const context = await build(model, params);
  context["clientConfig"] = { s3: { s3Compatible } };
  await events.emit(`before-sign.s3.${model.name}`, {
    request: { method: "GET", url, headers: {} },
    signingName: "s3",
    regionName: "us-west-2",
    signatureVersion,
    operationName: model.name,
    context,
  });
  return context.authPath;
}

test("the old signature covers the path with the bucket", async () => {
  expect(await authPath(getObject, { Bucket: "b", Key: "a b/ü?" })).toBe("/b/a%20b/%C3%BC%3F");
  expect(await authPath(getObject, { Bucket: "b", Key: "k" }, { signatureVersion: "s3-query" })).toBe("/b/k");
});

test("a path that is only the bucket ends with a slash, and a query is no part of it", async () => {
  const acl: OperationDescriptor = { name: "GetBucketAcl", http: ["GET", "/{Bucket}?acl"] };
  expect(await authPath(acl, { Bucket: "b" })).toBe("/b/");
});

test("other stores than S3 have a bucket's path signed as it is sent", async () => {
  const acl: OperationDescriptor = { name: "GetBucketAcl", http: ["GET", "/{Bucket}?acl"] };
  const url = "https://store.example/b?acl";
  expect(await authPath(acl, { Bucket: "b" }, { url })).toBe("/b/");
  expect(await authPath(acl, { Bucket: "b" }, { url, s3Compatible: true })).toBeUndefined();
  expect(await authPath(acl, { Bucket: "b" }, { url: "https://b.store.example/?acl", s3Compatible: true })).toBe("/b/");
  expect(
    await authPath(getObject, { Bucket: "b", Key: "" }, { url: "https://store.example/b/", s3Compatible: true }),
  ).toBe("/b/");
});

test("an access point is no part of the signed path", async () => {
  expect(await authPath(getObject, { Bucket: accessPoint, Key: "a/b" })).toBe("/a/b");
});

test("other signatures and operations without a bucket have no such path", async () => {
  expect(await authPath(getObject, { Bucket: "b", Key: "k" }, { signatureVersion: "s3v4" })).toBeUndefined();
  expect(await authPath({ name: "ListBuckets", http: ["GET", "/"] }, {})).toBeUndefined();
});

async function builtinsFor(
  operation: string,
  Bucket: string | undefined,
  given: Record<string, unknown> = {},
  config: Partial<ResolvedConfig> = {},
): Promise<Record<string, unknown>> {
  const builtins: Record<string, unknown> = { "AWS::Region": "us-east-1", ...given };
  await events.emit("before-endpoint-resolution.s3", {
    builtins,
    model: { name: operation, http: ["GET", "/{Bucket}"] },
    params: Bucket === undefined ? {} : { Bucket },
    context: { isPresignRequest: true, clientConfig: { ...presigning, ...config } } as unknown as CallContext,
  });
  return builtins;
}

test("GetBucketLocation is asked in path style, ARNs never are", async () => {
  expect(await builtinsFor("GetBucketLocation", "b")).toMatchObject({ "AWS::S3::ForcePathStyle": true });
  const path = { "AWS::S3::ForcePathStyle": true };
  expect(await builtinsFor("GetObject", accessPoint, path)).toMatchObject({ "AWS::S3::ForcePathStyle": false });
  expect(await builtinsFor("GetObject", "b", path)).toMatchObject(path);
});

const presigning = {
  givenSignatureVersion: undefined,
  useDualstackEndpoint: false,
  region: "eu-west-1",
  s3: { addressingStyle: "auto", usEast1RegionalEndpoint: "legacy" },
} as unknown as ResolvedConfig;
const asked = { givenSignatureVersion: "s3v4" };

test("a URL is presigned for the region's host by default, for the global one where a signature is asked for", async () => {
  const global = { "AWS::Region": "aws-global", "AWS::S3::UseGlobalEndpoint": true };
  expect(await builtinsFor("GetObject", "plain")).toEqual({ "AWS::Region": "us-east-1" });
  expect(await builtinsFor("GetObject", "plain", {}, asked)).toEqual(global);
  expect(await builtinsFor("ListBuckets", undefined, {}, asked)).toEqual(global);
});

test.each(["dotted.name", "under_score", accessPoint, "mine--use1-az1--x-s3"])(
  "but not for %s, which the global endpoint cannot serve",
  async (bucket) => {
    const builtins = await builtinsFor("GetObject", bucket, {}, asked);
    expect(builtins["AWS::Region"]).toBe("us-east-1");
  },
);

test.each<[string, Partial<ResolvedConfig>]>([
  ["with dualstack", { useDualstackEndpoint: true }],
  ["with virtual hosts", { s3: { ...presigning.s3, addressingStyle: "virtual" } }],
  ["in regional us-east-1", { region: "us-east-1", s3: { ...presigning.s3, usEast1RegionalEndpoint: "regional" } }],
  ["in other partitions", { region: "cn-north-1" }],
])("nor %s", async (_, config) => {
  const builtins = await builtinsFor("GetObject", "plain", {}, { ...asked, ...config });
  expect(builtins["AWS::Region"]).toBe("us-east-1");
});

test("nor in path style", async () => {
  const builtins = await builtinsFor("GetObject", "plain", { "AWS::S3::ForcePathStyle": true }, asked);
  expect(builtins["AWS::Region"]).toBe("us-east-1");
});
