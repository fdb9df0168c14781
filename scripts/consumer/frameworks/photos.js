// A program that tests are written for: it shows photos of a bucket.
import { getObject, listObjectsV2, NoSuchKey, paginateListObjectsV2, waitUntilBucketExists } from "@inia/client-s3";

/** The names of all photos of a bucket, which may still be in the making. */
export async function photoNames(s3, Bucket) {
  await waitUntilBucketExists(s3, { Bucket });
  const names = [];
  for await (const { Key } of paginateListObjectsV2(s3, { Bucket, Prefix: "photos/" }).items()) names.push(Key);
  return names;
}

/** A photo's text; undefined where there is none. */
export async function caption(s3, Bucket, name) {
  try {
    const { Body } = await getObject(s3, { Bucket, Key: `photos/${name}` });
    return await Body.text();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** How many objects there are, at most 1,000. */
export async function count(s3, Bucket) {
  const { KeyCount } = await listObjectsV2(s3, { Bucket });
  return KeyCount;
}
