import { expect, test } from "vitest";
import { copy } from "./copy.js";
import { Bucket, someBytes, startLocalS3 } from "./local-s3.fixture.js";

const source = { Bucket, Key: "from here/ü?" };
const at = { Bucket, Key: "to" };
const bytes = someBytes(45_678);
const described = { ContentType: "text/x", CacheControl: "no-store", Metadata: { a: "b" }, Tagging: "x=y%20z&u=" };
const inParts = { multipartThreshold: 40_000, partSize: 10_000 };

test("a small object is copied in one piece", async () => {
  await using local = await startLocalS3();
  await local.s3.putObject({ ...source, ...described, Body: bytes });
  local.operations();
  const result = await copy(local.s3, { ...at, CopySource: source });
  expect(local.operations()).toEqual(["HeadObject", "CopyObject"]);
  expect(result).toMatchObject({ ...at, size: bytes.byteLength, parts: 1 });
  expect(await (await local.s3.getObject(at)).Body.bytes()).toEqual(bytes);
});

test.each(["an object", "text"])("a large one in parts, with all that describes it; CopySource is %s", async (form) => {
  await using local = await startLocalS3();
  const { ChecksumCRC32 } = await local.s3.putObject({ ...source, ...described, Body: bytes });
  const CopySource = form === "text" ? `${Bucket}/${encodeURIComponent(source.Key)}` : source;
  const result = await copy(local.s3, { ...at, CopySource }, inParts);
  expect(result).toMatchObject({ ...at, size: bytes.byteLength, parts: 5, ChecksumCRC32 });
  const { Tagging: _, ...headers } = described;
  const got = await local.s3.getObject(at);
  expect(got).toMatchObject(headers);
  expect(await got.Body.bytes()).toEqual(bytes);
  const { TagSet } = await local.s3.getObjectTagging(at);
  expect(TagSet).toEqual([
    { Key: "x", Value: "y z" },
    { Key: "u", Value: "" },
  ]);
});

test("what replaces it does", async () => {
  await using local = await startLocalS3();
  await local.s3.putObject({ ...source, ...described, Body: bytes });
  const replaced = { ContentType: "text/y", MetadataDirective: "REPLACE", TaggingDirective: "REPLACE" } as const;
  await copy(local.s3, { ...at, CopySource: source, ...replaced, Tagging: "n=1" }, inParts);
  const head = await local.s3.headObject(at);
  expect(head.ContentType).toBe("text/y");
  expect(head.Metadata ?? {}).toEqual({});
  expect((await local.s3.getObjectTagging(at)).TagSet).toEqual([{ Key: "n", Value: "1" }]);
});

test("a source that is replaced meanwhile is an error, and leaves nothing", async () => {
  await using local = await startLocalS3();
  await local.s3.putObject({ ...source, Body: bytes });
  const other = local.client();
  local.s3.meta.events.register("after-call.s3.CreateMultipartUpload", async () => {
    await other.putObject({ ...source, Body: bytes.subarray(1) });
    return undefined;
  });
  const failing = copy(local.s3, { ...at, CopySource: source }, inParts);
  await expect(failing).rejects.toMatchObject({ code: "PreconditionFailed" });
  expect((await local.s3.listMultipartUploads({ Bucket })).Uploads ?? []).toEqual([]);
  await expect(local.s3.headObject(at)).rejects.toMatchObject({ statusCode: 404 });
  await expect(copy(local.s3, { ...at, CopySource: { Bucket, Key: "none" } })).rejects.toMatchObject({
    statusCode: 404,
  });
});
