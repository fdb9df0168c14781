import { Readable } from "node:stream";
import { deleteObjects, getObject, paginateListObjectsV2, putObject, type S3Client } from "@inia/client-s3";
import type { Entry, Place } from "./place.js";

/** The objects of a bucket whose keys begin with a prefix. */
export function bucketPlace(s3: S3Client, Bucket: string, prefix: string): Place {
  return {
    async list() {
      const entries = new Map<string, Entry>();
      const pages = paginateListObjectsV2(s3, { Bucket, Prefix: prefix }, { prefetch: true });
      for await (const { Key = "", Size = 0, ETag } of pages.items()) {
        // Consoles mark folders by empty objects.
        if (Key.endsWith("/")) continue;
        entries.set(Key.slice(prefix.length), { size: Size, md5: async () => md5OfTag(ETag) });
      }
      return entries;
    },

    async read(path) {
      const { Body } = await getObject(s3, { Bucket, Key: prefix + path });
      return Readable.from(Body, { objectMode: false });
    },

    async write(path, open, size) {
      await putObject(s3, { Bucket, Key: prefix + path, Body: await open(), ContentLength: size });
    },

    async remove(paths) {
      for (let at = 0; at < paths.length; at += mostAtOnce) {
        const Objects = paths.slice(at, at + mostAtOnce).map((path) => ({ Key: prefix + path }));
        const { Errors = [] } = await deleteObjects(s3, { Bucket, Delete: { Objects, Quiet: true } });
        for (const { Key, Code, Message } of Errors) throw new Error(`${Key} was not deleted: ${Code}, ${Message}`);
      }
    },
  };
}

/** An object that was put in one request, and not encrypted with a key of KMS, has its MD5 for a tag. */
function md5OfTag(tag: string | undefined): string | undefined {
  return /^"([0-9a-f]{32})"$/.exec(tag ?? "")?.[1];
}

/** DeleteObjects takes no more. */
const mostAtOnce = 1000;
