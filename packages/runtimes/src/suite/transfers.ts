import { createBucket, listMultipartUploads, S3Client } from "@inia/client-s3";
import { download, upload } from "@inia/s3-transfer";
import type { Context, Scenario } from "./context.js";
import { expectEqual, firstDifference, patternBytes, rejection } from "./expect.js";
import { webStreams } from "./web-streams.js";

const partSize = 5 * 1024 * 1024;
const bytes = Uint8Array.from(patternBytes(2 * partSize + 1_000));

export const transferScenarios: readonly Scenario[] = [
  {
    name: "transfers: a Blob and a stream up in parts, down in ranges",
    lacks: webStreams,
    async run(context) {
      const { s3, Bucket } = await open(context);
      const web = new Response(bytes).body!;
      for (const [Key, Body] of [["blob", new Blob([bytes])] as const, ["stream", web] as const]) {
        const { parts, ChecksumType } = await upload(s3, { Bucket, Key, Body }, { partSize });
        expectEqual([parts, ChecksumType], [3, "FULL_OBJECT"], "parts and checksum");
        const got = await download(s3, { Bucket, Key }, "memory", { partSize });
        expectEqual([got.parts, firstDifference(got.bytes, bytes)], [3, -1], "ranges, and the first byte that differs");
      }
      const through = new TransformStream<Uint8Array, Uint8Array>();
      const text = new Response(through.readable).arrayBuffer();
      await download(s3, { Bucket, Key: "blob" }, through.writable, { partSize });
      expectEqual(firstDifference(new Uint8Array(await text), bytes), -1, "first byte that differs");
    },
  },
  {
    name: "transfers: an aborted upload leaves no part",
    async run(context) {
      const { s3, Bucket } = await open(context);
      const abort = new AbortController();
      const onProgress = (): void => abort.abort(new Error("enough"));
      const options = { partSize, concurrency: 1, signal: abort.signal, onProgress };
      const error = await rejection(upload(s3, { Bucket, Key: "aborted", Body: bytes }, options), "an aborted upload");
      expectEqual((error as Error).message, "enough", "reason");
      expectEqual((await listMultipartUploads(s3, { Bucket })).Uploads ?? [], [], "uploads");
    },
  },
];

async function open(context: Context): Promise<{ readonly s3: S3Client; readonly Bucket: string }> {
  const s3 = new S3Client(context.configFor("s3"));
  const Bucket = `${context.name}-transfers`;
  await createBucket(s3, { Bucket });
  return { s3, Bucket };
}
