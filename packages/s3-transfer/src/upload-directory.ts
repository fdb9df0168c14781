import { listFiles } from "#platform/files";
import { type DirectoryOptions, type DirectoryResult, everyFile } from "./every-file.js";
import { lanesFor, type TransferClient } from "./options.js";
import { type UploadInput, uploadIn } from "./upload.js";
import type { FilePath } from "./upload-body.js";

export interface UploadDirectoryInput {
  readonly Bucket: string;
  /** Put before the names, as it is: a folder's ends with `/`. Default: nothing. */
  readonly Prefix?: string | undefined;
}

export interface UploadDirectoryOptions extends DirectoryOptions {
  /** Follows links to files and folders. Default: `false`, they are left out. */
  readonly followLinks?: boolean | undefined;
  /** Leaves out the files for which it is false. `name` is the path below the folder, with `/`. */
  readonly filter?: ((name: string) => boolean) | undefined;
  /** Members of each upload besides its bucket, key and body: `ContentType`, for example. */
  readonly describe?: ((name: string) => Omit<Partial<UploadInput>, "Bucket" | "Body">) | undefined;
}

/**
 * Uploads the files of a folder and of those below it. All share the parts that are under way: memory is bounded as it
 * is for one upload.
 *
 * @example
 * ```ts
 * await uploadDirectory(s3, { path: "public" }, { Bucket: "site", Prefix: "v2/" });
 * ```
 */
export function uploadDirectory(
  s3: TransferClient,
  { path }: FilePath,
  { Bucket, Prefix = "" }: UploadDirectoryInput,
  options: UploadDirectoryOptions = {},
): Promise<DirectoryResult> {
  const { followLinks = false, filter, describe } = options;
  const lanes = lanesFor(options);
  async function* files() {
    for await (const file of listFiles(path, followLinks)) {
      if (filter === undefined || filter(file.name)) yield { ...file, key: Prefix + file.name };
    }
  }
  return everyFile(files(), options, async (file, each) => {
    const input = { Key: file.key, ...describe?.(file.name), Bucket, Body: { path: file.path } };
    await uploadIn(lanes, s3, input, each);
  });
}
