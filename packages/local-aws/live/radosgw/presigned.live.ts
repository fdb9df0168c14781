import { request } from "node:http";
import { deleteObject, getObject, headObject, putObject, S3Client } from "@inia/client-s3";
import { presign } from "@inia/core";
import { describe, expect, test } from "vitest";
import { oddKeys } from "./keys.js";
import { config, withBucket } from "./radosgw.js";

describe.each([
  { name: "SigV4", Bucket: "presigned-v4", overrides: {} },
  { name: "SigV2", Bucket: "presigned-v2", overrides: { signatureVersion: "s3" } },
])("$name", ({ Bucket, overrides }) => {
  test("an object is put, read and deleted by whoever has the URLs", async () => {
    await withBucket(Bucket);
    const client = new S3Client(config(overrides));
    for (const Key of oddKeys.filter((key) => isLeftAlone(key))) {
      const put = await presign(client, putObject, { Bucket, Key, ContentType: "text/x-mine", Metadata: { a: "b" } });
      const stored = await fetch(put.url, { method: put.method, headers: put.headers, body: `of ${Key}` });
      expect([Key, stored.status]).toEqual([Key, 200]);

      const got = await fetch((await presign(client, getObject, { Bucket, Key })).url);
      expect(await got.text()).toBe(`of ${Key}`);
      expect(got.headers.get("content-type")).toBe("text/x-mine");
      expect(got.headers.get("x-amz-meta-a")).toBe("b");

      const head = await presign(client, headObject, { Bucket, Key });
      expect((await fetch(head.url, { method: head.method })).status).toBe(200);
      const gone = await presign(client, deleteObject, { Bucket, Key });
      expect((await fetch(gone.url, { method: gone.method })).status).toBe(204);
      expect((await fetch((await presign(client, getObject, { Bucket, Key })).url)).status).toBe(404);
    }
  });

  test("URLs of keys with dot segments are right, though fetch would change them", async () => {
    const s3 = await withBucket(`${Bucket}-dots`);
    const client = new S3Client(config(overrides));
    for (const Key of ["a/../b", "a/./b"]) {
      await s3.putObject({ Bucket: `${Bucket}-dots`, Key, Body: `of ${Key}` });
      const { url } = await presign(client, getObject, { Bucket: `${Bucket}-dots`, Key });
      expect(await getRaw(url)).toBe(`of ${Key}`);
    }
  });

  test("the headers of the answer are chosen in the URL", async () => {
    const s3 = await withBucket(`${Bucket}-overrides`);
    const at = { Bucket: `${Bucket}-overrides`, Key: "k" };
    await s3.putObject({ ...at, Body: "text" });
    const { url } = await presign(new S3Client(config(overrides)), getObject, {
      ...at,
      ResponseContentType: "text/x+mine; charset=utf-8",
      ResponseContentDisposition: 'attachment; filename="a b&c.txt"',
      ResponseCacheControl: "no-cache",
      ResponseContentLanguage: "pt",
    });
    const { headers } = await fetch(url);
    expect(headers.get("content-type")).toBe("text/x+mine; charset=utf-8");
    expect(headers.get("content-disposition")).toBe('attachment; filename="a b&c.txt"');
    expect(headers.get("cache-control")).toBe("no-cache");
    expect(headers.get("content-language")).toBe("pt");
  });

  test("an expired URL is refused", async () => {
    const s3 = await withBucket(`${Bucket}-expired`);
    const at = { Bucket: `${Bucket}-expired`, Key: "k" };
    await s3.putObject({ ...at, Body: "text" });
    const urlAt = async (clock: number): Promise<string> => {
      const client = new S3Client(config({ ...overrides, clock: () => clock }));
      return (await presign(client, getObject, at, { expiresIn: 60 })).url;
    };
    expect((await fetch(await urlAt(Date.now() - 30_000))).status).toBe(200);
    const late = await fetch(await urlAt(Date.now() - 90_000));
    expect(late.status).toBe(403);
    expect(await late.text()).toContain("<Code>AccessDenied</Code>");
  });

  test("a URL of which anything was changed is refused", async () => {
    const s3 = await withBucket(`${Bucket}-tampered`);
    const at = { Bucket: `${Bucket}-tampered`, Key: "key" };
    await s3.putObject({ ...at, Body: "text" });
    await s3.putObject({ ...at, Key: "kez", Body: "other" });
    const { url } = await presign(new S3Client(config(overrides)), getObject, { ...at, ResponseContentType: "a/b" });
    expect((await fetch(url)).status).toBe(200);
    const changed = [
      url.replace("/key?", "/kez?"),
      url.replace("a%2Fb", "a%2Fc"),
      ...[...new URL(url).searchParams.keys()]
        .filter((name) => /signature$|expires$|credential$|accesskeyid$|^x-amz-date$/i.test(name))
        .map((name) => withNextCharacter(url, name)),
    ];
    for (const other of changed) {
      expect(other).not.toBe(url);
      expect([400, 403]).toContain((await fetch(other)).status);
    }
    expect((await fetch(url, { method: "DELETE" })).status).toBe(403);
  });
});

test("a signed header must be sent just so", async () => {
  const Bucket = "presigned-headers";
  await withBucket(Bucket);
  const client = new S3Client(config());
  const put = await presign(client, putObject, { Bucket, Key: "k", ContentType: "text/a", CacheControl: "no-store" });
  expect(put.headers).toEqual({ "Content-Type": "text/a", "Cache-Control": "no-store" });
  const send = async (headers: Readonly<Record<string, string>>): Promise<number> =>
    (await fetch(put.url, { method: "PUT", headers, body: "text" })).status;
  expect(await send({ "Content-Type": "text/b", "Cache-Control": "no-store" })).toBe(403);
  expect(await send({ "Content-Type": "text/a" })).toBe(403);
  expect(await send(put.headers)).toBe(200);
});

test("the whole of it by name", async () => {
  const Bucket = "presigned-by-name";
  const s3 = await withBucket(Bucket);
  const put = await s3.generatePresignedUrl("putObject", { Bucket, Key: "k" });
  expect((await fetch(put, { method: "PUT", body: "text" })).status).toBe(200);
  const get = await s3.generatePresignedUrl("getObject", { Bucket, Key: "k" });
  expect(await (await fetch(get)).text()).toBe("text");
  const list = await s3.generatePresignedUrl("listObjectsV2", { Bucket, Prefix: "k", MaxKeys: 1 });
  expect(await (await fetch(list)).text()).toContain("<Key>k</Key>");
});

/** fetch resolves dot segments. */
function isLeftAlone(key: string): boolean {
  return !key.split("/").some((segment) => segment === "." || segment === "..");
}

/** Sends a GET to a URL's very bytes. */
function getRaw(url: string): Promise<string> {
  const { hostname, origin, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path: url.slice(origin.length) }, async (response) => {
      let text = "";
      for await (const piece of response) text += String(piece);
      resolve(text);
    });
    sent.once("error", reject).end();
  });
}

/** The URL, with the last letter or digit of a parameter's value replaced by the next one. */
function withNextCharacter(url: string, name: string): string {
  const { searchParams, origin, pathname } = new URL(url);
  const value = searchParams.get(name) ?? "";
  const at = value.search(/[a-z0-9](?=[^a-z0-9]*$)/i);
  const next = value[at] === "9" ? "8" : value[at] === "z" ? "y" : String.fromCharCode(value.charCodeAt(at) + 1);
  searchParams.set(name, value.slice(0, at) + next + value.slice(at + 1));
  return `${origin}${pathname}?${searchParams}`;
}
