import type { S3 } from "@inia/client-s3";
import { copy } from "../copy.js";
import { download } from "../download.js";
import { Bucket, inPieces, someBytes } from "../local-s3.fixture.js";
import { upload } from "../upload.js";

/** A state that a transfer is in when a fault comes. */
export interface State {
  readonly title: string;
  /** The operation and, of several requests of it, which one: the fault is done to it. */
  matches(request: { readonly method: string; readonly target: string; readonly range: string | undefined }): boolean;
  run(s3: S3, folder: string): Promise<unknown>;
  /** Whether the transfer fails without the fault, too: what is tested is what happens then. */
  readonly fails?: boolean;
}

export const key = "key";
export const source = "source";
export const bytes: Uint8Array<ArrayBuffer> = someBytes(45_678);
const partSize = 10_000;
const enough = new Error("the body broke");

const uploading = (s3: S3): Promise<unknown> => upload(s3, { Bucket, Key: key, Body: bytes }, { partSize });
const failing = (s3: S3): Promise<unknown> => upload(s3, { Bucket, Key: key, Body: breaking() }, { partSize });
const downloading = async (s3: S3, folder: string): Promise<unknown> =>
  download(s3, { Bucket, Key: source }, { path: `${folder}/file` }, { partSize });

/** In the order of the table's columns. */
export const states: readonly State[] = [
  {
    title: "PutObject",
    matches: ({ method, target }) => method === "PUT" && target === `/${Bucket}/${key}`,
    run: (s3) => upload(s3, { Bucket, Key: key, Body: bytes }),
  },
  {
    title: "PutObject, IfNoneMatch",
    matches: ({ method, target }) => method === "PUT" && target === `/${Bucket}/${key}`,
    run: (s3) => upload(s3, { Bucket, Key: key, Body: bytes, IfNoneMatch: "*" }),
  },
  {
    title: "CreateMultipartUpload",
    matches: ({ method, target }) => method === "POST" && target.endsWith("?uploads"),
    run: uploading,
  },
  { title: "UploadPart", matches: ({ target }) => /partNumber=3(&|$)/.test(target), run: uploading },
  {
    title: "CompleteMultipartUpload",
    matches: ({ method, target }) => method === "POST" && target.includes("uploadId="),
    run: uploading,
  },
  {
    title: "AbortMultipartUpload",
    matches: ({ method }) => method === "DELETE",
    run: failing,
    fails: true,
  },
  {
    title: "ListParts, after it",
    matches: ({ method, target }) => method === "GET" && target.includes("uploadId="),
    run: failing,
    fails: true,
  },
  {
    title: "UploadPartCopy",
    matches: ({ target }) => /partNumber=3(&|$)/.test(target),
    run: (s3) =>
      copy(s3, { Bucket, Key: key, CopySource: { Bucket, Key: source } }, { partSize, multipartThreshold: partSize }),
  },
  {
    title: "GetObject, the first",
    matches: ({ method, target, range }) => method === "GET" && isSource(target) && range === undefined,
    run: downloading,
  },
  {
    title: "GetObject, a range",
    // Wherever in the third range it begins: what is continued is struck again.
    matches: ({ method, target, range }) => method === "GET" && isSource(target) && /^bytes=2\d{4}-/.test(range ?? ""),
    run: downloading,
  },
];

function isSource(target: string): boolean {
  return target.startsWith(`/${Bucket}/${source}`);
}

async function* breaking(): AsyncGenerator<Uint8Array> {
  yield* inPieces(bytes.subarray(0, 30_000));
  throw enough;
}
