import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";
import type { UploadCheckpoint } from "./checkpoint.js";
import { Bucket, inPieces, type LocalS3, someBytes, startLocalS3 } from "./local-s3.fixture.js";
import { upload } from "./upload.js";
import type { UploadBody } from "./upload-body.js";

const Key = "key";
const partSize = 10_000;
const bytes = someBytes(95_678);

test("a program that is killed is resumed by another one, which sends only what is missing", async () => {
  await using local = await startLocalS3();
  const folder = await mkdtemp(join(tmpdir(), "inia-transfer-"));
  try {
    const [path, file] = [join(folder, "body"), join(folder, "checkpoint.json")];
    await writeFile(path, bytes);
    const program = await uploadingProgram(folder);
    const child = spawn(process.execPath, [program, local.server.endpoint, path, file], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const closed = once(child, "close");
    try {
      await once(child.stdout, "data");
    } finally {
      child.kill("SIGKILL");
      await closed;
    }
    const checkpoint = JSON.parse(await readFile(file, "utf8")) as UploadCheckpoint;
    expect(checkpoint.parts).toHaveLength(4);
    const { Parts = [] } = await local.s3.listParts({ Bucket, Key, UploadId: checkpoint.uploadId });
    local.operations();
    const result = await upload(local.s3, { Bucket, Key, Body: { path } }, { checkpoint });
    expect(result).toMatchObject({ size: bytes.byteLength, parts: 10 });
    expect(countOf(local.operations())).toEqual({
      ListParts: 1,
      UploadPart: 10 - Parts.length,
      CompleteMultipartUpload: 1,
    });
    await expectWhole(local);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** Tells its checkpoints to a file, up to the fourth part; then it waits to be killed. */
async function uploadingProgram(folder: string): Promise<string> {
  const bundle = join(folder, "upload.mjs");
  await build({
    stdin: {
      contents: 'export { upload } from "@inia/s3-transfer"; export { S3Client } from "@inia/client-s3";',
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
    },
    outfile: bundle,
    bundle: true,
    format: "esm",
    platform: "node",
  });
  const program = join(folder, "program.mjs");
  await writeFile(
    program,
    `import { renameSync, writeFileSync } from "node:fs";
    import { S3Client, upload } from ${JSON.stringify(pathToFileURL(bundle).href)};
    const [, , endpoint, path, file] = process.argv;
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
    const s3 = new S3Client({ region: "us-east-1", credentials, endpoint, loadConfig: false });
    const input = { Bucket: ${JSON.stringify(Bucket)}, Key: ${JSON.stringify(Key)}, Body: { path } };
    setInterval(() => {}, 1000);
    await upload(s3, input, {
      partSize: ${partSize},
      concurrency: 2,
      onCheckpoint(checkpoint) {
        if (checkpoint.parts.length > 4) return new Promise(() => {});
        writeFileSync(file + ".new", JSON.stringify(checkpoint));
        renameSync(file + ".new", file);
        if (checkpoint.parts.length < 4) return;
        console.log("four parts");
        return new Promise(() => {});
      },
    });`,
  );
  return program;
}

const bodies: readonly [string, () => UploadBody][] = [
  ["bytes", () => bytes],
  ["a Blob", () => new Blob([bytes])],
  ["a stream of unknown length", () => inPieces(bytes)],
];

test.each(bodies)("%s: an upload that failed goes on where it stopped", async (_, make) => {
  await using local = await startLocalS3();
  const checkpoint = await failedUpload(local, make());
  local.operations();
  await upload(local.s3, { Bucket, Key, Body: make() }, { checkpoint });
  expect(countOf(local.operations())).toMatchObject({ UploadPart: 10 - checkpoint.parts.length });
  await expectWhole(local);
});

test("parts that are something else now are sent again", async () => {
  await using local = await startLocalS3();
  const checkpoint = await failedUpload(local, bytes);
  const changed = bytes.slice();
  changed[partSize] = 255 - changed[partSize]!;
  local.operations();
  await upload(local.s3, { Bucket, Key, Body: changed }, { checkpoint });
  expect(countOf(local.operations())).toMatchObject({ UploadPart: 10 - checkpoint.parts.length + 1 });
  expect(await (await local.s3.getObject({ Bucket, Key })).Body.bytes()).toEqual(changed);
});

test("where the service tells no checksums of parts, the checkpoint's are compared", async () => {
  await using local = await startLocalS3({ s3: { s3Compatible: true } });
  const checkpoint = await failedUpload(local, bytes);
  local.operations();
  await upload(local.s3, { Bucket, Key, Body: bytes }, { checkpoint });
  expect(countOf(local.operations())).toMatchObject({ UploadPart: 10 - checkpoint.parts.length });
  await expectWhole(local);
});

test("an upload that is no more begins anew", async () => {
  await using local = await startLocalS3();
  const checkpoint = await failedUpload(local, bytes);
  await local.s3.abortMultipartUpload({ Bucket, Key, UploadId: checkpoint.uploadId });
  await upload(local.s3, { Bucket, Key, Body: bytes }, { checkpoint });
  await expectWhole(local);
});

test("a checkpoint of something else sends nothing", async () => {
  await using local = await startLocalS3();
  const checkpoint = await failedUpload(local, bytes);
  local.operations();
  const wrong: readonly [string, Partial<UploadCheckpoint>, Record<string, unknown>][] = [
    ["of key", {}, { Key: "other" }],
    ["95678 bytes", {}, { Body: bytes.subarray(1) }],
    ["CRC32 checksums", {}, { ChecksumAlgorithm: "CRC64NVME" }],
    ["not a checkpoint", { version: 2 as never }, {}],
  ];
  for (const [message, changes, input] of wrong) {
    const options = { checkpoint: { ...checkpoint, ...changes } };
    const failing = upload(local.s3, { Bucket, Key, Body: bytes, ...input }, options);
    await expect(failing, message).rejects.toMatchObject({ name: "CheckpointError" });
  }
  expect(local.operations()).toEqual([]);
});

/** Fails at the sixth part, and keeps the others. */
async function failedUpload(local: LocalS3, Body: UploadBody): Promise<UploadCheckpoint> {
  let checkpoint: UploadCheckpoint | undefined;
  const failure = new Error("enough");
  const failing = upload(
    local.s3,
    { Bucket, Key, Body },
    {
      partSize,
      concurrency: 1,
      keepPartsOnFailure: true,
      onCheckpoint(told) {
        checkpoint = JSON.parse(JSON.stringify(told)) as UploadCheckpoint;
        if (told.parts.length === 6) throw failure;
      },
    },
  );
  await expect(failing).rejects.toBe(failure);
  expect(checkpoint!.parts).toHaveLength(6);
  return checkpoint!;
}

async function expectWhole({ s3 }: LocalS3): Promise<void> {
  expect(await (await s3.getObject({ Bucket, Key })).Body.bytes()).toEqual(bytes);
  expect((await s3.listMultipartUploads({ Bucket })).Uploads ?? []).toEqual([]);
}

function countOf(operations: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const operation of operations) {
    if (operation !== "GetObject") counts[operation] = (counts[operation] ?? 0) + 1;
  }
  return counts;
}
