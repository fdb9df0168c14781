import { listObjectsV2 } from "@inia/client-s3";
import { makeFolderOf, pathBelow } from "#platform/files";
import { type DownloadInput, downloadIn } from "./download.js";
import { UnsafeKeyError } from "./errors.js";
import { type DirectoryOptions, type DirectoryResult, everyFile } from "./every-file.js";
import { callOptions, lanesFor, type TransferClient } from "./options.js";
import type { FilePath } from "./upload-body.js";

export interface DownloadDirectoryInput extends Pick<DownloadInput, "RequestPayer" | "ExpectedBucketOwner"> {
  readonly Bucket: string;
  /** Of the keys that are downloaded, and taken away from the names of the files. Default: nothing. */
  readonly Prefix?: string | undefined;
}

export interface DownloadDirectoryOptions extends DirectoryOptions {
  /** Leaves out the objects for which it is false. `name` is the key without the prefix. */
  readonly filter?: ((name: string) => boolean) | undefined;
}

/**
 * Downloads the objects below a prefix into a folder, which is made where it is not there; `/` in keys makes folders.
 * A key that would name a file outside of the folder is an {@link UnsafeKeyError}, and so is one that names nothing.
 *
 * @example
 * ```ts
 * await downloadDirectory(s3, { Bucket: "site", Prefix: "v2/" }, { path: "backup" });
 * ```
 */
export function downloadDirectory(
  s3: TransferClient,
  input: DownloadDirectoryInput,
  { path: folder }: FilePath,
  options: DownloadDirectoryOptions = {},
): Promise<DirectoryResult> {
  const { Bucket, Prefix = "", RequestPayer, ExpectedBucketOwner } = input;
  const { filter, signal } = options;
  const lanes = lanesFor(options);
  async function* objects() {
    let ContinuationToken: string | undefined;
    do {
      const page = await listObjectsV2(
        s3,
        { Bucket, Prefix, RequestPayer, ExpectedBucketOwner, ContinuationToken },
        callOptions(signal),
      );
      for (const { Key: key = "", Size: size = 0 } of page.Contents ?? []) {
        const name = key.slice(Prefix.length);
        // What consoles make as folders.
        const isMarker = size === 0 && (name === "" || name.endsWith("/"));
        if (!isMarker && (filter === undefined || filter(name))) yield { key, name, size };
      }
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (ContinuationToken !== undefined);
  }
  return everyFile(objects(), options, async ({ key, name }, each) => {
    const path = pathBelow(folder, name);
    if (path === undefined) {
      throw new UnsafeKeyError(
        `The object ${JSON.stringify(key)} names no file below ${folder}; leave it out by \`filter\`.`,
      );
    }
    await makeFolderOf(path);
    await downloadIn(lanes, s3, { Bucket, Key: key, RequestPayer, ExpectedBucketOwner }, { path }, each);
  });
}
