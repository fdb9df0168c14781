import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { downloadDirectory } from "./download-directory.js";
import type { DirectoryProgress } from "./every-file.js";
import { Bucket, someBytes, startLocalS3 } from "./local-s3.fixture.js";
import { uploadDirectory } from "./upload-directory.js";

let folder: string;
const bytes = someBytes(45_678);
const names = ["a", "b/c d", "b/ü/e", "f"];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "inia-transfer-"));
  for (const [index, name] of names.entries()) {
    await mkdir(join(folder, "from", name, ".."), { recursive: true });
    await writeFile(join(folder, "from", name), bytes.subarray(0, index === 1 ? 0 : 10 ** (index + 2)));
  }
  await mkdir(join(folder, "from", "empty"));
});

afterEach(() => rm(folder, { recursive: true }));

test("a folder goes up and comes down as it was", async () => {
  await using local = await startLocalS3();
  const told: DirectoryProgress[] = [];
  const options = { partSize: 10_000, onProgress: (now: DirectoryProgress) => void told.push(now) };
  const up = await uploadDirectory(local.s3, { path: join(folder, "from") }, { Bucket, Prefix: "x/" }, options);
  expect(up).toEqual({ files: 4, transferred: 100 + 10_000 + 45_678, failed: [] });
  expect(told.at(-1)).toEqual({ transferred: 55_778, files: { done: 4, failed: 0, found: 4 } });
  const { Contents = [] } = await local.s3.listObjectsV2({ Bucket });
  expect(Contents.map(({ Key }) => Key)).toEqual(names.map((name) => `x/${name}`));

  // Folders as consoles make them.
  await local.s3.putObject({ Bucket, Key: "x/" });
  await local.s3.putObject({ Bucket, Key: "x/g/" });
  const down = await downloadDirectory(local.s3, { Bucket, Prefix: "x/" }, { path: join(folder, "to") }, options);
  expect(down).toEqual(up);
  expect((await readdir(join(folder, "to"), { recursive: true })).sort()).toEqual([
    "a",
    "b",
    "b/c d",
    "b/ü",
    "b/ü/e",
    "f",
  ]);
  for (const name of names) {
    const [from, to] = await Promise.all(["from", "to"].map((side) => readFile(join(folder, side, name))));
    expect(to!.equals(from!)).toBe(true);
  }
});

test("what the filter leaves out stays, and each file may be described", async () => {
  await using local = await startLocalS3();
  const filter = (name: string): boolean => name.startsWith("b/");
  const describe = (name: string) => ({ Key: name.toUpperCase(), ContentType: "text/x" });
  await uploadDirectory(local.s3, { path: join(folder, "from") }, { Bucket }, { filter, describe });
  const { Contents = [] } = await local.s3.listObjectsV2({ Bucket });
  expect(Contents.map(({ Key }) => Key)).toEqual(["B/C D", "B/Ü/E"]);
  expect(await local.s3.headObject({ Bucket, Key: "B/C D" })).toMatchObject({ ContentType: "text/x" });
});

test("links are followed when told to, though not in circles", async () => {
  await using local = await startLocalS3();
  await symlink(join(folder, "from"), join(folder, "from", "b", "up"));
  await symlink(join(folder, "from", "a"), join(folder, "from", "z"));
  const path = join(folder, "from");
  expect((await uploadDirectory(local.s3, { path }, { Bucket })).files).toBe(4);
  expect((await uploadDirectory(local.s3, { path }, { Bucket }, { followLinks: true })).files).toBe(5);
});

test.each(["../evil", "/etc/evil", "b/../../evil", "..", "."])("the key %j does not leave the folder", async (name) => {
  await using local = await startLocalS3();
  await local.s3.putObject({ Bucket, Key: `x/${name}`, Body: "evil" });
  const to = { path: join(folder, "to", "deep") };
  const failing = downloadDirectory(local.s3, { Bucket, Prefix: "x/" }, to);
  await expect(failing).rejects.toMatchObject({ name: "UnsafeKeyError" });
  const all = await readdir(folder, { recursive: true });
  expect(all.filter((found) => found.includes("evil"))).toEqual([]);
});

test("the first failure ends it, unless the others shall go on", async () => {
  await using local = await startLocalS3();
  for (const Key of ["a", "b", "c"]) await local.s3.putObject({ Bucket, Key, Body: Key });
  await mkdir(join(folder, "to", "b"), { recursive: true });
  const to = { path: join(folder, "to") };
  await expect(downloadDirectory(local.s3, { Bucket }, to)).rejects.toMatchObject({ syscall: "rename" });
  const { files, failed } = await downloadDirectory(local.s3, { Bucket }, to, { continueOnFailure: true });
  expect(files).toBe(2);
  expect(failed).toMatchObject([{ key: "b", error: { syscall: "rename" } }]);
  expect((await readdir(to.path)).sort()).toEqual(["a", "b", "c"]);
});
