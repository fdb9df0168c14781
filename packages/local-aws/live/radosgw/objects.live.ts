import {
  copyObject,
  deleteObject,
  getObject,
  headObject,
  listObjectsV2,
  paginateListObjectsV2,
  putObject,
  S3Client,
} from "@inia/client-s3";
import { describe, expect, test } from "vitest";
import { oddKeys } from "./keys.js";
import { config, withBucket } from "./radosgw.js";

describe.each([
  { Bucket: "odd-keys-v4", overrides: { signatureVersion: "s3v4" } },
  { Bucket: "odd-keys-v4-compatible", overrides: { s3: { s3Compatible: true } } },
  { Bucket: "odd-keys-v2", overrides: { signatureVersion: "s3", s3: { s3Compatible: true } } },
])("$overrides", ({ Bucket, overrides }) => {
  test("objects with odd keys are put, read, copied, listed and deleted", async () => {
    const s3 = await withBucket(Bucket, overrides);
    const shaken = new S3Client(config(overrides));
    for (const Key of oddKeys) {
      await putObject(shaken, { Bucket, Key, Body: `of ${Key}` });
      const { Body } = await s3.getObject({ Bucket, Key });
      expect(await Body.text()).toBe(`of ${Key}`);
      const { ContentLength } = await headObject(shaken, { Bucket, Key });
      expect(ContentLength).toBe(Buffer.byteLength(`of ${Key}`));
      await copyObject(shaken, { Bucket, Key: `copy/${Key}`, CopySource: { Bucket, Key } });
      const copy = await getObject(shaken, { Bucket, Key: `copy/${Key}` });
      expect(await copy.Body.text()).toBe(`of ${Key}`);
      const { Contents } = await listObjectsV2(shaken, { Bucket, Prefix: Key });
      expect(Contents?.map((object) => object.Key)).toEqual([Key]);
    }
    const listed: (string | undefined)[] = [];
    for await (const { Key } of s3.getPaginator("listObjectsV2").paginate({ Bucket }, { pageSize: 7 }).items()) {
      listed.push(Key);
    }
    expect(listed.sort()).toEqual([...oddKeys, ...oddKeys.map((key) => `copy/${key}`)].sort());

    for (const Key of oddKeys) await deleteObject(shaken, { Bucket, Key: `copy/${Key}` });
    const { Deleted, Errors } = await s3.deleteObjects({
      Bucket,
      Delete: { Objects: oddKeys.map((Key) => ({ Key })) },
    });
    expect(Errors ?? []).toEqual([]);
    expect(Deleted?.map(({ Key }) => Key).sort()).toEqual([...oddKeys].sort());
    expect((await s3.listObjectsV2({ Bucket })).KeyCount).toBe(0);
    await s3.deleteBucket({ Bucket });
  });
});

test("metadata and standard headers come back as they were put", async () => {
  const s3 = await withBucket("metadata");
  const at = { Bucket: "metadata", Key: "k" };
  const standard = {
    ContentType: "text/plain; charset=utf-8",
    ContentLanguage: "pt-BR",
    ContentDisposition: 'attachment; filename="a b.txt"',
    CacheControl: "max-age=60",
    ContentEncoding: "identity",
  };
  const metadata = { who: "someone", spaced: "a  b", "with-dash": "1", sign: "a+b=c/d%20" };
  await s3.putObject({ ...at, ...standard, Metadata: metadata, Body: "text" });
  // White space within a value is signed, and stored, as one space at most.
  const { Metadata, ...rest } = await s3.headObject(at);
  expect(rest).toMatchObject({ ...standard, ContentLength: 4 });
  expect({ ...Metadata, spaced: Metadata?.["spaced"]?.replace(/ +/g, " ") }).toEqual({
    ...metadata,
    spaced: "a b",
  });

  await s3.copyObject({
    ...at,
    CopySource: { Bucket: at.Bucket, Key: at.Key },
    MetadataDirective: "REPLACE",
    Metadata: { who: "another" },
  });
  expect((await s3.headObject(at)).Metadata).toEqual({ who: "another" });
});

test("empty bodies, in each form that a body has", async () => {
  const s3 = await withBucket("empty");
  const bodies = { none: undefined, text: "", bytes: new Uint8Array(), blob: new Blob([]) };
  for (const [Key, Body] of Object.entries(bodies)) {
    const { ETag } = await s3.putObject({ Bucket: "empty", Key, Body });
    expect(ETag).toBe('"d41d8cd98f00b204e9800998ecf8427e"');
    const got = await s3.getObject({ Bucket: "empty", Key });
    expect(got.ContentLength).toBe(0);
    expect(await got.Body.bytes()).toEqual(new Uint8Array());
  }
});

test("bodies of each kind arrive byte for byte", async () => {
  const s3 = await withBucket("bodies");
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 256);
  const bodies = {
    bytes,
    part: new Uint8Array(bytes.buffer, 10, 50_000),
    blob: new Blob([bytes]),
    buffer: bytes.buffer,
  };
  for (const [Key, Body] of Object.entries(bodies)) {
    await s3.putObject({ Bucket: "bodies", Key, Body });
    const sent = Body instanceof Blob ? bytes : new Uint8Array(Body instanceof ArrayBuffer ? bytes : Body);
    const { Body: read } = await s3.getObject({ Bucket: "bodies", Key });
    expect(Buffer.compare(await read.bytes(), sent)).toBe(0);
  }
});

test("ranges", async () => {
  const s3 = await withBucket("ranges-of");
  const at = { Bucket: "ranges-of", Key: "digits" };
  await s3.putObject({ ...at, Body: "0123456789" });
  for (const [Range, text, ContentRange] of [
    ["bytes=2-4", "234", "bytes 2-4/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-1", "9", "bytes 9-9/10"],
  ] as const) {
    const part = await s3.getObject({ ...at, Range });
    expect(part.$metadata.httpStatusCode).toBe(206);
    expect(part.ContentRange).toBe(ContentRange);
    expect(await part.Body.text()).toBe(text);
  }
});

test("common prefixes, pages and versions of keys in the order of their bytes", async () => {
  const s3 = await withBucket("prefixes");
  const keys = ["a b/1", "a b/2", "a+b/3", "ç/4", "🦊/5", "z"];
  for (const Key of keys) await s3.putObject({ Bucket: "prefixes", Key, Body: Key });
  const { CommonPrefixes, Contents } = await s3.listObjectsV2({ Bucket: "prefixes", Delimiter: "/" });
  expect(CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(["a b/", "a+b/", "ç/", "🦊/"]);
  expect(Contents?.map(({ Key }) => Key)).toEqual(["z"]);

  const shaken = new S3Client(config());
  const pages: (string | undefined)[][] = [];
  for await (const page of paginateListObjectsV2(shaken, { Bucket: "prefixes" }, { pageSize: 4 })) {
    pages.push((page.Contents ?? []).map(({ Key }) => Key));
  }
  expect(pages).toEqual([
    ["a b/1", "a b/2", "a+b/3", "z"],
    ["ç/4", "🦊/5"],
  ]);
  const old = await s3.getPaginator("listObjects").paginate({ Bucket: "prefixes" }, { pageSize: 4 }).buildFullResult();
  expect(old.Contents?.map(({ Key }) => Key)).toEqual(pages.flat());
});

test("tags of objects, in a header and in XML", async () => {
  const s3 = await withBucket("tags");
  const at = { Bucket: "tags", Key: "k" };
  await s3.putObject({ ...at, Body: "", Tagging: "team=a%20b&cost=1%2B1" });
  const byName = (tags: readonly { Key: string; Value: string }[]) =>
    Object.fromEntries(tags.map((tag) => [tag.Key, tag.Value]));
  expect(byName((await s3.getObjectTagging(at)).TagSet)).toEqual({ team: "a b", cost: "1+1" });
  await s3.putObjectTagging({ ...at, Tagging: { TagSet: [{ Key: "<k> & 'q'", Value: "ação" }] } });
  expect(byName((await s3.getObjectTagging(at)).TagSet)).toEqual({ "<k> & 'q'": "ação" });
  await s3.deleteObjectTagging(at);
  expect((await s3.getObjectTagging(at)).TagSet).toEqual([]);
});
