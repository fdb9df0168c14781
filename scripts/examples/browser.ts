import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { S3 } from "@inia/client-s3";
import { startLocalAws } from "@inia/local-aws";
import { startCorsProxy } from "../../packages/runtimes/src/cors-proxy.js";
import { installWhenNeeded } from "../../packages/runtimes/src/install.js";
import { launchChromium } from "../../packages/runtimes/src/runtimes/chromium.js";
import { folderOf, ownConfig, runScript, startProgram } from "./program.js";

/** Chromium opens the page, uploads three files across origins, sees them listed, and follows a link to one. */
export async function checkBrowser(): Promise<string | { skipped: string }> {
  const complaint = installWhenNeeded();
  const browser = complaint === undefined ? await launchChromium() : { skipped: complaint };
  if ("skipped" in browser) return browser;
  await using aws = await startLocalAws({ services: ["s3", "sts"] });
  const proxy = await startCorsProxy(aws.s3.endpoint);
  try {
    const s3 = new S3({ ...ownConfig, endpoint: aws.s3.endpoint });
    await s3.createBucket({ Bucket: "inbox" });
    await s3.putObject({ Bucket: "inbox", Key: "uploads/there already", Body: "before", ContentType: "text/plain" });
    await s3.putObject({ Bucket: "inbox", Key: "private", Body: "not the page's" });

    const built = await runScript("browser", "build");
    assert.deepEqual(built, { code: 0, output: "" });
    await using server = startProgram("browser", "server.ts", {
      env: {
        AWS_ENDPOINT_URL_STS: aws.sts.endpoint,
        S3_ENDPOINT: proxy.endpoint,
        BUCKET: "inbox",
        ROLE_ARN: "arn:aws:iam::123456789012:role/uploader",
        PORT: "0",
      },
    });
    const url = /http:\/\/\S+/.exec(await server.said("http://"))![0];
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on("pageerror", ({ message }) => problems.push(message));
    page.on("requestfailed", (request) =>
      problems.push(`${request.failure()?.errorText}: ${request.method()} ${request.url()}`),
    );
    await page.goto(url);
    await page.getByText("1 files, 6 bytes").waitFor();
    await page.locator("#files").setInputFiles([
      { name: "São Gabriel.txt", mimeType: "text/plain", buffer: Buffer.from("Olá, boto!") },
      { name: "zeros.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(300_000) },
      { name: "empty", mimeType: "", buffer: Buffer.alloc(0) },
    ]);
    await page.getByText("4 files, 300017 bytes").waitFor();
    const names = await page.locator("li").allTextContents();
    assert.deepEqual(names, [
      "São Gabriel.txt (11 bytes)",
      "empty (0 bytes)",
      "there already (6 bytes)",
      "zeros.bin (300000 bytes)",
    ]);
    assert.deepEqual(problems, []);
    await page.locator("a", { hasText: "there already" }).click();
    await page.getByText("before").waitFor();

    const { Body, ContentType } = await s3.getObject({ Bucket: "inbox", Key: "uploads/São Gabriel.txt" });
    assert.deepEqual([await Body.text(), ContentType], ["Olá, boto!", "text/plain"]);
    const uploads = aws.requests.filter(({ method, path }) => method === "PUT" && path.includes("X-Amz-Signature="));
    assert.equal(uploads.length, 3);
    for (const { accessKeyId, headers } of uploads) {
      assert.match(accessKeyId ?? "", /^ASIA/, "uploads are the role's");
      assert.equal(`${headers["origin"]}/`, url);
    }
    return `3 files uploaded by Chromium ${browser.version()} across origins, 4 listed; bundle ${await bundleSize()} gzip`;
  } finally {
    proxy.close();
    await browser.close();
  }
}

async function bundleSize(): Promise<string> {
  const folder = join(folderOf("browser"), "dist", "assets");
  const sizes = (await readdir(folder)).map(async (name) => gzipSync(await readFile(join(folder, name))).length);
  return `${((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000).toFixed(1)} kB`;
}
