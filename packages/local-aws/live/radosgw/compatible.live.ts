import { createHash } from "node:crypto";
import { S3 } from "@inia/client-s3";
import type { ClientConfig } from "@inia/core";
import { expect, test } from "vitest";
import { beginUpload } from "./begin-upload.js";
import { config, radosgw, secureConfig, withBucket } from "./radosgw.js";
import { Recorder } from "./recorder.js";

const s3Compatible = { s3: { s3Compatible: true } } as const;

test.each([
  { from: "http", Bucket: "compatible-http", base: config },
  { from: "https", Bucket: "compatible-https", base: secureConfig },
])("an object goes over $from in path style, as it is, with neither checksum nor trailer", async ({ base, Bucket }) => {
  const { recorder, s3 } = await record(Bucket, base(s3Compatible));
  await s3.putObject({ Bucket, Key: "a b", Body: "text" });
  const { headers, url } = recorder.last;
  expect(url.pathname).toBe(`/${Bucket}/a%20b`);
  expect(headers["content-length"]).toBe("4");
  expect(headers["x-amz-content-sha256"]).toBe(createHash("sha256").update("text").digest("hex"));
  expect(Object.keys(headers).filter((name) => /checksum|trailer|encoding|md5|decoded/.test(name))).toEqual([]);

  const { Body, $metadata } = await s3.getObject({ Bucket, Key: "a b" });
  expect(await Body.text()).toBe("text");
  expect(recorder.last.headers).not.toHaveProperty("x-amz-checksum-mode");
  expect($metadata.checksumAlgorithm).toBeUndefined();
});

test("operations that must have a checksum have Content-MD5, which radosgw verifies", async () => {
  const Bucket = "compatible-md5";
  const { recorder, s3 } = await record(Bucket, config(s3Compatible));
  const calls: readonly (() => Promise<unknown>)[] = [
    () => s3.deleteObjects({ Bucket, Delete: { Objects: [{ Key: "none" }] } }),
    () => s3.putBucketTagging({ Bucket, Tagging: { TagSet: [{ Key: "a", Value: "b" }] } }),
    () => s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: "Suspended" } }),
    () =>
      s3.putBucketCors({
        Bucket,
        CORSConfiguration: { CORSRules: [{ AllowedMethods: ["GET"], AllowedOrigins: ["*"] }] },
      }),
    () =>
      s3.putBucketLifecycleConfiguration({
        Bucket,
        LifecycleConfiguration: { Rules: [{ Status: "Enabled", Filter: { Prefix: "a" }, Expiration: { Days: 1 } }] },
      }),
  ];
  for (const call of calls) {
    await call();
    const { headers } = recorder.last;
    expect(headers["content-md5"]).toMatch(/^[\w+/]{22}==$/);
    expect(Object.keys(headers).filter((name) => /checksum/.test(name))).toEqual([]);
  }

  s3.meta.events.register("before-sign.s3", ({ request }) => {
    request.headers["Content-MD5"] = createHash("md5").update("another body").digest("base64");
  });
  const put = s3.putObject({ Bucket, Key: "k", Body: "body" });
  await expect(put).rejects.toMatchObject({ code: "BadDigest", statusCode: 400 });
});

test("each setting that s3Compatible changes can be set by itself", async () => {
  const Bucket = "compatible-settings";
  await withBucket(Bucket);
  const headersOf = async (overrides: ClientConfig): Promise<Readonly<Record<string, string>>> => {
    const recorder = new Recorder();
    const s3 = new S3(config({ ...s3Compatible, httpHandler: recorder, ...overrides }));
    await s3.putObject({ Bucket, Key: "k", Body: "text" });
    const { headers } = recorder.last;
    await s3.getObject({ Bucket, Key: "k" }).then(({ Body }) => Body.text());
    return { ...headers, get: recorder.last.headers["x-amz-checksum-mode"] ?? "" };
  };
  expect(await headersOf({ requestChecksumCalculation: "when_supported" })).toMatchObject({
    "x-amz-checksum-crc32": crc32OfText,
    get: "",
  });
  expect(await headersOf({ responseChecksumValidation: "when_supported" })).toMatchObject({ get: "ENABLED" });

  const named = new Recorder();
  const asked = { Bucket, Key: "k", Body: "text", ChecksumAlgorithm: "SHA256" } as const;
  await new S3(config({ ...s3Compatible, httpHandler: named })).putObject(asked);
  expect(named.last.headers["x-amz-checksum-sha256"]).toBe(createHash("sha256").update("text").digest("base64"));

  // Names below localhost do not resolve everywhere: the request goes by hand to where it should have gone.
  const urls: string[] = [];
  const virtual = new S3(
    config({
      s3: { s3Compatible: true, addressingStyle: "virtual" },
      endpoint: radosgw().endpoint.replace("127.0.0.1", "s3.localhost"),
      httpHandler: {
        send(request, options) {
          urls.push(request.url);
          const { host, port } = new URL(request.url);
          const url = request.url.replace(host, `127.0.0.1:${port}`);
          return handler.send({ ...request, url, headers: { ...request.headers, Host: host } }, options);
        },
      },
    }),
  );
  const handler = new Recorder();
  const { Body } = await virtual.getObject({ Bucket, Key: "k" });
  expect(await Body.text()).toBe("text");
  expect(urls.map((url) => new URL(url).hostname)).toEqual([`${Bucket}.s3.localhost`]);
});

test("by default all of it works over http, where checksums go into headers", async () => {
  const Bucket = "default-http";
  const { recorder, s3 } = await record(Bucket, config());
  await s3.putObject({ Bucket, Key: "k", Body: "text" });
  expect(recorder.last.headers).toMatchObject({ "x-amz-checksum-crc32": crc32OfText, "content-length": "4" });
  const { Deleted } = await s3.deleteObjects({ Bucket, Delete: { Objects: [{ Key: "k" }] } });
  expect(Deleted).toMatchObject([{ Key: "k" }]);
  expect(recorder.last.headers).toHaveProperty("x-amz-checksum-crc32");
  expect(recorder.last.headers).not.toHaveProperty("content-md5");
});

test("by default bodies go over https with a trailer, which radosgw refuses until release 19", async () => {
  const Bucket = "default-https";
  const { recorder, s3 } = await record(Bucket, secureConfig({ maxAttempts: 1 }));
  const sent = await s3.putObject({ Bucket, Key: "k", Body: "text" }).catch((error: unknown) => error);
  expect(recorder.last.headers).toMatchObject({
    "x-amz-trailer": "x-amz-checksum-crc32",
    "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
    "transfer-encoding": "chunked",
  });
  if (Number.parseInt(radosgw().cluster.ceph.version, 10) < 19) {
    expect(sent).toMatchObject({ code: "MissingContentLength", statusCode: 411 });
  }
  // What has no body of the caller's goes through, and so does everything when trailers are switched off.
  await s3.deleteObjects({ Bucket, Delete: { Objects: [{ Key: "k" }] } });
  await s3.abortMultipartUpload(await beginUpload(s3, { Bucket, Key: "k" }));
  const plain = new S3(secureConfig({ requestChecksumCalculation: "when_required" }));
  await plain.putObject({ Bucket, Key: "k", Body: "text" });
  expect(await (await s3.getObject({ Bucket, Key: "k" })).Body.text()).toBe("text");
});

const crc32OfText = "O4unxw==";

async function record(Bucket: string, given: ClientConfig): Promise<{ recorder: Recorder; s3: S3 }> {
  await withBucket(Bucket);
  const recorder = new Recorder(given);
  return { recorder, s3: new S3({ ...given, httpHandler: recorder }) };
}
