import { Readable } from "node:stream";
import type { S3 } from "@inia/client-s3";
import { expect, test } from "vitest";
import { withBucket } from "./radosgw.js";

test.each([
  { bytes: 200_000, piece: 1_009 },
  { bytes: 3_000_000, piece: 77_777 },
  { bytes: 65_536, piece: 65_536 },
  { bytes: 65_537, piece: 1 << 20 },
  { bytes: 1, piece: 1 },
  { bytes: 0, piece: 1 },
])("a stream of $bytes bytes in pieces of $piece arrives as it was", async ({ bytes, piece }) => {
  const s3 = await withBucket("streams-of-length");
  const body = pattern(bytes);
  const at = { Bucket: "streams-of-length", Key: `${bytes}-${piece}` };
  const { ETag } = await s3.putObject({ ...at, Body: streamOf(body, piece), ContentLength: bytes, ContentType: "a/b" });
  const got = await s3.getObject(at);
  expect(got).toMatchObject({ ETag, ContentLength: bytes, ContentType: "a/b" });
  expect(got.ContentEncoding ?? "").toBe("");
  expect(body.equals(await got.Body.bytes())).toBe(true);
});
