import { S3 } from "@inia/client-s3";
import { startLocalAws } from "@inia/local-aws";
import { describe, expect, onTestFinished, test } from "vitest";
import { certificate } from "../src/testing/certificate.js";
import { missing, type ProxyProgram, type ProxyServer, squid, startProxyServer, tinyproxy } from "./proxy-servers.js";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };

/** A client of a local S3 that can be reached through `proxies`. */
async function through(
  scheme: "http" | "https",
  proxyUrl: string,
): Promise<{ readonly s3: S3; readonly seen: readonly unknown[] }> {
  const aws = await startLocalAws({ services: ["s3"], tls: scheme === "https" ? certificate : undefined });
  const s3 = new S3({
    region: "us-east-1",
    endpoint: aws.s3.endpoint,
    credentials,
    loadConfig: false,
    // tinyproxy closes connections without a word: what comes upon a closed one is sent again.
    sleep: async () => {},
    tls: { ca: certificate.cert },
    proxies: { [scheme]: proxyUrl },
  });
  onTestFinished(async () => {
    s3.close();
    await aws.close();
  });
  return { s3, seen: aws.requests };
}

async function start(program: ProxyProgram): Promise<ProxyServer> {
  const proxy = await startProxyServer(program);
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  return proxy;
}

for (const program of [squid, tinyproxy]) {
  const reason = missing(program);
  if (reason) console.log(`skipped: ${reason}`);
  describe.skipIf(reason !== undefined)(program.name, () => {
    test.each(["http", "https"] as const)("%s: what is signed arrives as it was signed", async (scheme) => {
      const proxy = await start(program);
      const { s3, seen } = await through(scheme, proxy.urlWithAccount);
      const Body = new Uint8Array(300_000).fill(7);
      await s3.createBucket({ Bucket: "proxied" });
      await s3.putObject({ Bucket: "proxied", Key: "a b/ü+~", Body });
      const { Body: read } = await s3.getObject({ Bucket: "proxied", Key: "a b/ü+~" });
      expect(await read.bytes()).toEqual(Body);
      expect(seen.map((request) => (request as { operation: string }).operation)).toEqual([
        "CreateBucket",
        "PutObject",
        "GetObject",
      ]);
    });

    test.each(["http", "https"] as const)("%s: without an account the proxy's answer is told", async (scheme) => {
      const proxy = await start(program);
      const { s3, seen } = await through(scheme, proxy.url);
      await expect(s3.listBuckets()).rejects.toMatchObject({
        name: "ProxyConnectionError",
        message: expect.stringMatching(`^The proxy ${proxy.url} asks for authentication \\(40[17]`),
      });
      expect(seen).toEqual([]);
    });

    test("a server behind it that is gone: ProxyConnectionError, or the proxy's status", async () => {
      const proxy = await start(program);
      const s3 = new S3({
        region: "us-east-1",
        endpoint: "https://127.0.0.1:1",
        credentials,
        loadConfig: false,
        maxAttempts: 1,
        proxies: { https: proxy.urlWithAccount },
      });
      await expect(s3.listBuckets()).rejects.toMatchObject({
        name: "ProxyConnectionError",
        message: expect.stringMatching(
          `^The proxy ${proxy.url} refused a tunnel to 127\\.0\\.0\\.1:1: it answered 50\\d`,
        ),
      });
      s3.close();
    });
  });
}
