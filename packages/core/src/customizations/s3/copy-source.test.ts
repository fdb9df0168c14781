import { expect, test } from "vitest";
import { registerCustomizations } from "../../client/service-descriptor.js";
import { ParamValidationError } from "../../errors/call.js";
import type { CallContext } from "../../events/call-context.js";
import { HierarchicalEmitter } from "../../events/emitter.js";
import { customizations } from "../s3.js";

async function encode(CopySource: unknown, operation = "CopyObject"): Promise<unknown> {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const params: Record<string, unknown> = { CopySource };
  const model = { name: operation, http: ["PUT", "/{Bucket}/{Key+}"] } as const;
  await events.emit(`before-parameter-build.s3.${operation}`, { model, params, context: {} as CallContext });
  return params.CopySource;
}

test("a string is encoded but for slashes and a version at its end", async () => {
  expect(await encode("bucket/a b/ü+~.txt")).toBe("bucket/a%20b/%C3%BC%2B~.txt");
  expect(await encode("bucket/what?versionId=a/b+c")).toBe("bucket/what?versionId=a/b+c");
  expect(await encode("bucket/k?versionId=has space")).toBe("bucket/k%3FversionId%3Dhas%20space");
  expect(await encode("bucket/k?versionId=")).toBe("bucket/k%3FversionId%3D");
  expect(await encode("bucket/a b", "UploadPartCopy")).toBe("bucket/a%20b");
});

test("an encoded string is encoded again: nobody can tell", async () => {
  expect(await encode("bucket/a%20b")).toBe("bucket/a%2520b");
});

test("an object says bucket, key and version apart", async () => {
  expect(await encode({ Bucket: "bucket", Key: "a b?versionId=x" })).toBe("bucket/a%20b%3FversionId%3Dx");
  expect(await encode({ Bucket: "bucket", Key: "k", VersionId: "a/b+c" })).toBe("bucket/k?versionId=a/b+c");
});

test("objects behind an access point have a path of their own", async () => {
  const Bucket = "arn:aws:s3:us-west-2:123456789012:accesspoint/point";
  expect(await encode({ Bucket, Key: "k" })).toBe(
    "arn%3Aaws%3As3%3Aus-west-2%3A123456789012%3Aaccesspoint/point/object/k",
  );
});

test("an object without bucket or key is refused", async () => {
  await expect(encode({ Key: "k" })).rejects.toThrow(ParamValidationError);
  await expect(encode({ Bucket: "b" })).rejects.toThrow('Missing required parameter in CopySource: "Key"');
});

test("nothing, and a value of another type, are left to validation", async () => {
  expect(await encode(undefined)).toBeUndefined();
  expect(await encode(5)).toBe(5);
});
