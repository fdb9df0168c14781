import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3 } from "@inia/client-s3";
import { startLocalAws } from "@inia/local-aws";
import { type Ended, ownConfig, runScript } from "./program.js";

/** Up, up again, after changes, down into another folder; keys that lead out of it stay where they are. */
export async function checkSync(): Promise<string> {
  await using aws = await startLocalAws({ services: ["s3"] });
  const s3 = new S3({ ...ownConfig, endpoint: aws.s3.endpoint });
  await s3.createBucket({ Bucket: "films" });
  const folder = await mkdtemp(join(tmpdir(), "inia-sync-"));
  const [site, copy] = [join(folder, "site"), join(folder, "copy")];
  const sync = (...args: string[]): Promise<Ended> =>
    runScript("sync", "start", { args, env: { AWS_ENDPOINT_URL_S3: aws.s3.endpoint } });
  try {
    await mkdir(join(site, "São Gabriel"), { recursive: true });
    await mkdir(copy);
    await writeFile(join(site, "index.html"), "<h1>Olá, boto!</h1>\n");
    await writeFile(join(site, "empty"), "");
    await writeFile(join(site, "São Gabriel", "a + b & c.bin"), bytes(3_000_000));
    for (let at = 0; at < 10; at++) await writeFile(join(site, `page-${at}`), `page ${at}`);

    const up = await sync(site, "s3://films/site");
    assert.match(up.output, /^13 copied \(3000081 bytes\), 0 the same, 0 removed, 0 failed$/m);
    const again = await sync(site, "s3://films/site");
    assert.equal(again.output, "0 copied (0 bytes), 13 the same, 0 removed, 0 failed\n");

    await writeFile(join(site, "index.html"), "<h1>Olá, tucuxi</h1>"); // as long as before
    await rm(join(site, "empty"));
    const dry = await sync(site, "s3://films/site", "--delete", "--dry-run");
    const real = await sync(site, "s3://films/site", "--delete");
    const told = "copied index.html\nremoved empty\n1 copied (21 bytes), 11 the same, 1 removed, 0 failed\n";
    assert.deepEqual([dry.output, real.output], [told, told]);

    const down = await sync("s3://films/site", copy);
    assert.match(down.output, /^12 copied \(3000081 bytes\)/m);
    assert.deepEqual(await contentOf(copy), await contentOf(site));

    await s3.putObject({ Bucket: "films", Key: "site/../../escaped", Body: "out!" });
    const hostile = await sync("s3://films/site", copy);
    assert.match(hostile.output, /^failed \.\.\/\.\.\/escaped: Error: .* leads out of/m);
    assert.match(hostile.output, /^0 copied \(0 bytes\), 12 the same, 0 removed, 1 failed$/m);
    assert.deepEqual([down.code, hostile.code], [0, 1]);
    assert.deepEqual((await readdir(folder)).sort(), ["copy", "site"]);
    return `13 files up, 1 changed, 1 removed, 12 down and equal; ${aws.requests.length} requests`;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function contentOf(folder: string): Promise<Record<string, string>> {
  const content: Record<string, string> = {};
  for (const path of (await readdir(folder, { recursive: true })).sort()) {
    const data = await readFile(join(folder, path), "base64").catch(() => "(a folder)");
    content[path] = data;
  }
  return content;
}

function bytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) & 255);
}
