import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, onTestFinished, test } from "vitest";
import { root } from "./clients.js";

const program = `
  import { getObject, S3Client } from "@inia/client-s3";
  import { CORE_ROOT, getSession } from "@inia/core";
  const body = new TextEncoder().encode("said");
  const s3 = new S3Client({
    region: "eu-west-1",
    credentials: { accessKeyId: "AKID", secretAccessKey: "secret" },
    httpHandler: { send: async () => ({ status: 200, headers: {}, body }) },
  });
  getObject(s3, { Bucket: "notes", Key: "today.txt" })
    .then(({ Body }) => Body.text())
    .then((text) => console.log(text, CORE_ROOT, getSession().userAgent().startsWith("Inia/")));
`;

test("one file of CommonJS, as many bundle for Lambda, runs: nothing of it reads import.meta when it starts", async () => {
  const folder = mkdtempSync(join(tmpdir(), "inia-commonjs-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, "bundle.cjs");
  await build({
    stdin: { contents: program, resolveDir: root, loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    logLevel: "error",
    // CommonJS has none: what core asks of it must do without.
    logOverride: { "empty-import-meta": "silent" },
  });
  expect(execFileSync(process.execPath, [outfile], { encoding: "utf8" })).toBe("said undefined true\n");
}, 60_000);
