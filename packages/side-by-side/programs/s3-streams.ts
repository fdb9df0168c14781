import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";

/** Bodies of all kinds, there and back. */
export async function main() {
  const client = new S3Client({
    endpoint: { url: new URL(process.env["AWS_ENDPOINT_URL_S3"] ?? "") },
    forcePathStyle: true,
  });
  const Bucket = "streams";
  await client.send(new CreateBucketCommand({ Bucket }));
  const bodies = {
    text: "a text",
    bytes: new Uint8Array([104, 105]),
    buffer: Buffer.from("a buffer"),
    empty: "",
  };
  const sizes: Record<string, unknown> = {};
  for (const [Key, Body] of Object.entries(bodies)) {
    await client.send(new PutObjectCommand({ Bucket, Key, Body, CacheControl: "no-cache" }));
    const { ContentLength, CacheControl, LastModified } = await client.send(new HeadObjectCommand({ Bucket, Key }));
    sizes[Key] = [ContentLength, CacheControl, LastModified instanceof Date];
  }
  const read = async (Key: string) => (await client.send(new GetObjectCommand({ Bucket, Key }))).Body;
  const hex = await (await read("bytes"))?.transformToString("hex");
  const web = await new Response((await read("text"))?.transformToWebStream()).text();
  const node = await text((await read("buffer")) as Readable);
  const piece: string[] = [];
  for await (const chunk of (await read("buffer")) as Readable) piece.push(String(chunk));
  const body = (await read("buffer")) as Readable;
  body.destroy();
  const twice = await read("buffer");
  await twice?.transformToString();
  const again = await twice?.transformToString().then(
    () => "read twice",
    () => "refused",
  );
  return { sizes, hex, web, node, piece: piece.join(""), destroyed: body.destroyed, again };
}
