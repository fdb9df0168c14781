import {
  createBucket,
  deleteObjects,
  getObject,
  headObject,
  NoSuchKey,
  paginateListObjectsV2,
  putObject,
  S3,
  S3Client,
  waitUntilBucketExists,
} from "@inia/client-s3";
import { ClientError, presign } from "@inia/core";
import type { Context, Scenario } from "./context.js";
import { expectEqual, firstDifference, patternBytes, rejection } from "./expect.js";
import { webStreams } from "./web-streams.js";

export const s3Scenarios: readonly Scenario[] = [
  {
    name: "S3: create a bucket, wait for it",
    async run(context) {
      const { s3, Bucket } = open(context);
      await createBucket(s3, { Bucket });
      await waitUntilBucketExists(s3, { Bucket }, { delaySeconds: 1 });
    },
  },
  {
    name: "S3: put and get text with metadata",
    async run(context) {
      const { s3, Bucket } = open(context);
      const Key = "a folder/Olá, bôto+&.txt";
      await putObject(s3, { Bucket, Key, Body: "Olá, boto!", ContentType: "text/plain", Metadata: { river: "Negro" } });
      const { Body, ContentType, Metadata, $metadata } = await getObject(s3, { Bucket, Key });
      expectEqual(await Body.text(), "Olá, boto!", "text");
      expectEqual([ContentType, Metadata?.["river"]], ["text/plain", "Negro"], "type and metadata");
      expectEqual([$metadata.httpStatusCode, $metadata.attempts], [200, 1], "status and attempts");
    },
  },
  {
    name: "S3: put and get 1 MiB of bytes",
    async run(context) {
      const { s3, Bucket } = open(context);
      const bytes = patternBytes(1024 * 1024);
      await putObject(s3, { Bucket, Key: "bytes", Body: bytes });
      const { Body } = await getObject(s3, { Bucket, Key: "bytes" });
      expectEqual(firstDifference(await Body.bytes(), bytes), -1, "first byte that differs");
    },
  },
  {
    name: "S3: put a Blob",
    async run(context) {
      const { s3, Bucket } = open(context);
      await putObject(s3, { Bucket, Key: "blob", Body: new Blob(["a ", "blob"]) });
      expectEqual(await (await getObject(s3, { Bucket, Key: "blob" })).Body.text(), "a blob", "text");
    },
  },
  {
    name: "S3: put a ReadableStream",
    lacks: webStreams,
    async run(context) {
      const { s3, Bucket } = open(context);
      const bytes = patternBytes(256 * 1024);
      await putObject(s3, { Bucket, Key: "stream", Body: streamOf(bytes, 64 * 1024), ContentLength: bytes.length });
      const { Body } = await getObject(s3, { Bucket, Key: "stream" });
      expectEqual(firstDifference(await Body.bytes(), bytes), -1, "first byte that differs");
    },
  },
  {
    name: "S3: get as a web stream, and by lines",
    lacks: webStreams,
    async run(context) {
      const { s3, Bucket } = open(context);
      await putObject(s3, { Bucket, Key: "lines", Body: "one\ntwo\nthree\n" });
      const streamed = await getObject(s3, { Bucket, Key: "lines" });
      expectEqual(await new Response(streamed.Body.webStream()).text(), "one\ntwo\nthree\n", "web stream");
      const lines: string[] = [];
      for await (const line of (await getObject(s3, { Bucket, Key: "lines" })).Body.iterLines()) lines.push(line);
      expectEqual(lines, ["one", "two", "three"], "lines");
    },
  },
  {
    name: "S3: stream 8 MiB up and down, checksums checked",
    lacks: webStreams,
    async run(context) {
      const { s3, Bucket } = open(context);
      const bytes = patternBytes(8 * 1024 * 1024);
      const Body = streamOf(bytes, 100_000);
      await putObject(s3, { Bucket, Key: "long", Body, ContentLength: bytes.length, ChecksumAlgorithm: "CRC32C" });
      const down = await getObject(s3, { Bucket, Key: "long", ChecksumMode: "ENABLED" });
      let read = 0;
      let pieces = 0;
      for await (const piece of down.Body) {
        const at = firstDifference(piece, bytes.subarray(read, read + piece.length));
        expectEqual(at, -1, `first byte that differs after ${read}`);
        read += piece.length;
        pieces += 1;
      }
      expectEqual([read, pieces > 1], [bytes.length, true], "length, and more than one piece");
    },
  },
  {
    name: "S3: leave a download early",
    async run(context) {
      const { s3, Bucket } = open(context);
      await putObject(s3, { Bucket, Key: "left", Body: patternBytes(4 * 1024 * 1024) });
      for await (const piece of (await getObject(s3, { Bucket, Key: "left" })).Body) {
        expectEqual(piece.length > 0, true, "a first piece");
        break;
      }
      expectEqual((await headObject(s3, { Bucket, Key: "left" })).ContentLength, 4 * 1024 * 1024, "length");
    },
  },
  {
    name: "S3: get a range",
    async run(context) {
      const { s3, Bucket } = open(context);
      await putObject(s3, { Bucket, Key: "range", Body: "0123456789" });
      const { Body, ContentRange } = await getObject(s3, { Bucket, Key: "range", Range: "bytes=2-5" });
      expectEqual([await Body.text(), ContentRange], ["2345", "bytes 2-5/10"], "text and range");
    },
  },
  {
    name: "S3: list pages (XML) with odd names",
    async run(context) {
      const { s3, Bucket } = open(context);
      const keys = ['list/"quoted"', "list/<tag>&amp;", "list/São Gabriel da Cachoeira", "list/🐬"].sort();
      for (const Key of keys) await putObject(s3, { Bucket, Key, Body: Key });
      const found: (string | undefined)[] = [];
      for await (const page of paginateListObjectsV2(s3, { Bucket, Prefix: "list/" }, { pageSize: 3 })) {
        found.push(...(page.Contents ?? []).map(({ Key }) => Key));
      }
      expectEqual(found.sort(), keys, "keys");
    },
  },
  {
    name: "S3: presigned URLs, sent with plain fetch",
    async run(context) {
      const { s3, Bucket } = open(context);
      const input = { Bucket, Key: "presigned" };
      const put = await presign(s3, putObject, input);
      const answer = await fetch(put.url, { method: put.method, body: "by URL" });
      expectEqual(answer.status, 200, "status of PUT");
      const get = await presign(s3, getObject, input, { expiresIn: 60 });
      expectEqual(await (await fetch(get.url)).text(), "by URL", "text of GET");
    },
  },
  {
    name: "S3: errors in XML, and without a body",
    async run(context) {
      const { s3, Bucket } = open(context);
      const missing = await rejection(getObject(s3, { Bucket, Key: "missing" }), "getObject");
      if (!(missing instanceof NoSuchKey)) throw new Error(`expected NoSuchKey, found ${String(missing)}`);
      expectEqual([missing.code, missing.statusCode, missing.operation], ["NoSuchKey", 404, "GetObject"], "error");
      const bare = await rejection(headObject(s3, { Bucket, Key: "missing" }), "headObject");
      if (!(bare instanceof ClientError)) throw new Error(`expected ClientError, found ${String(bare)}`);
      expectEqual(bare.statusCode, 404, "status");
    },
  },
  {
    name: "S3: checksums of request and response",
    async run(context) {
      const { s3, Bucket } = open(context);
      for (const ChecksumAlgorithm of ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const) {
        const Key = `checksum-${ChecksumAlgorithm}`;
        await putObject(s3, { Bucket, Key, Body: patternBytes(5000), ChecksumAlgorithm });
        const { Body, $metadata } = await getObject(s3, { Bucket, Key });
        expectEqual((await Body.bytes()).length, 5000, `${ChecksumAlgorithm}: length`);
        expectEqual("checksumAlgorithm" in $metadata, true, `${ChecksumAlgorithm}: verified`);
      }
    },
  },
  {
    name: "S3: a wrong checksum is refused",
    async run(context) {
      const { s3, Bucket } = open(context);
      const input = { Bucket, Key: "wrong", Body: "Olá", ChecksumCRC32: "AAAAAA==" };
      const error = await rejection(putObject(s3, input), "putObject");
      if (!(error instanceof ClientError)) throw new Error(`expected ClientError, found ${String(error)}`);
      expectEqual([error.code, error.statusCode], ["BadDigest", 400], "code and status");
    },
  },
  {
    name: "S3: delete many, through the class with all methods",
    async run(context) {
      const { s3, Bucket } = open(context);
      const all = new S3(context.configFor("s3"));
      const { Contents = [] } = await all.listObjectsV2({ Bucket });
      const Objects = Contents.map(({ Key }) => ({ Key: Key! }));
      const { Deleted = [] } = await deleteObjects(s3, { Bucket, Delete: { Objects } });
      expectEqual(Deleted.length, Objects.length, "deleted objects");
      await all.deleteBucket({ Bucket });
    },
  },
];

function open(context: Context): { s3: S3Client; Bucket: string } {
  return { s3: new S3Client(context.configFor("s3")), Bucket: `inia-runtimes-${context.name}` };
}

function streamOf(bytes: Uint8Array, chunkSize: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + chunkSize));
      at += chunkSize;
    },
  });
}
