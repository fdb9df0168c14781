import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { getObject, NoSuchKey, S3 } from "@inia/client-s3";
import { presign, type Session } from "@inia/core";
import { done, section } from "./report.js";

/** S3 through the class that has every operation as a method. */
export async function useObjects(session: Session, Bucket: string): Promise<void> {
  section("S3: objects, streams, pages, a presigned URL");
  const s3 = session.createClient(S3);
  const region = s3.meta.regionName;

  await s3.createBucket({
    Bucket,
    ...(region === "us-east-1" ? {} : { CreateBucketConfiguration: { LocationConstraint: region } }),
  });
  const { attempts } = await s3.getWaiter("bucketExists").wait({ Bucket }, { delaySeconds: 1 });
  done("create a bucket, wait for it", `${Bucket} after ${attempts} ${attempts === 1 ? "look" : "looks"}`);

  try {
    await putObjects(s3, Bucket);
    await getObjects(s3, Bucket);
    await listObjects(s3, Bucket);
    await presignObject(s3, Bucket);
    await missObject(s3, Bucket);
  } finally {
    await emptyBucket(s3, Bucket);
    await s3.deleteBucket({ Bucket });
  }
  done("delete all objects and the bucket", "nothing is left behind");
}

async function putObjects(s3: S3, Bucket: string): Promise<void> {
  await s3.putObject({ Bucket, Key: "put/text", Body: "Olá, boto!", ContentType: "text/plain; charset=utf-8" });
  done("put a string", "put/text");

  const file = fileURLToPath(import.meta.url);
  const { size } = await stat(file);
  await s3.putObject({ Bucket, Key: "put/file", Body: createReadStream(file), ContentLength: size });
  done("put a Node Readable", `put/file, this program's source, ${size} bytes`);

  await s3.putObject({ Bucket, Key: "put/blob", Body: new Blob(["a ", "blob"]), Metadata: { made: "of two parts" } });
  done("put a Blob, with metadata", "put/blob");

  const verses = ["one\n", "two\n", "three\n"];
  const ContentLength = verses.join("").length;
  await s3.putObject({ Bucket, Key: "put/lines", Body: encoded(verses), ContentLength });
  done("put an async iterable", `put/lines, ${verses.length} pieces`);
}

async function* encoded(texts: readonly string[]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const text of texts) yield encoder.encode(text);
}

async function getObjects(s3: S3, Bucket: string): Promise<void> {
  const text = await s3.getObject({ Bucket, Key: "put/text" });
  done("get text", `"${await text.Body.text()}", ${text.ContentType}`);

  const folder = await mkdtemp(join(tmpdir(), "inia-quickstart-"));
  try {
    const copy = join(folder, "copy");
    const source = await s3.getObject({ Bucket, Key: "put/file" });
    await pipeline(source.Body, createWriteStream(copy));
    const isEqual = (await readFile(copy, "utf8")) === (await readFile(fileURLToPath(import.meta.url), "utf8"));
    done("get a stream into a file", isEqual ? "byte for byte what was put" : "NOT what was put");
  } finally {
    await rm(folder, { recursive: true });
  }

  const lines = await s3.getObject({ Bucket, Key: "put/lines" });
  const read: string[] = [];
  for await (const line of lines.Body.iterLines()) read.push(line);
  done("get line by line", read.join(", "));

  const part = await s3.getObject({ Bucket, Key: "put/blob", Range: "bytes=2-5" });
  done("get a range", `"${await part.Body.text()}", ${part.ContentRange}; made ${part.Metadata?.["made"]}`);
}

async function listObjects(s3: S3, Bucket: string): Promise<void> {
  let pages = 0;
  const keys: string[] = [];
  for await (const page of s3.getPaginator("listObjectsV2").paginate({ Bucket }, { pageSize: 3 })) {
    pages += 1;
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key);
  }
  done("list with a paginator", `${keys.length} keys on ${pages} pages of at most 3`);
}

async function presignObject(s3: S3, Bucket: string): Promise<void> {
  const { url } = await presign(s3, getObject, { Bucket, Key: "put/text" }, { expiresIn: 300 });
  const response = await fetch(url);
  done("fetch a presigned URL", `${response.status} "${await response.text()}", without credentials`);
}

async function missObject(s3: S3, Bucket: string): Promise<void> {
  try {
    await s3.getObject({ Bucket, Key: "no/such/key" });
  } catch (error) {
    if (!(error instanceof NoSuchKey)) throw error;
    done("catch a typed error", `${error.name}, status ${error.statusCode}, request ${error.requestId}`);
  }
}

async function emptyBucket(s3: S3, Bucket: string): Promise<void> {
  for await (const { Contents = [] } of s3.getPaginator("listObjectsV2").paginate({ Bucket })) {
    const Objects = Contents.flatMap(({ Key }) => (Key === undefined ? [] : [{ Key }]));
    if (Objects.length > 0) await s3.deleteObjects({ Bucket, Delete: { Objects } });
  }
}
