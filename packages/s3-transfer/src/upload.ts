import { type PutObjectOutput, type PutObjectRequest, putObject } from "@inia/client-s3";
import { ParamValidationError, type ResponseMetadata } from "@inia/core";
import type { UploadCheckpoint } from "./checkpoint.js";
import type { Lanes } from "./lanes.js";
import { orAborted } from "./lanes.js";
import { callOptions, defaultPartSize, lanesFor, type TransferClient, type TransferOptions } from "./options.js";
import { planParts, readPartSize } from "./part-plan.js";
import { openSource, type PartSource } from "./part-source.js";
import { ProgressMeter } from "./progress.js";
import type { UploadBody } from "./upload-body.js";
import { uploadParts } from "./upload-parts.js";

/** PutObject's members. `ContentLength` tells the length of a stream, where it is known. */
export interface UploadInput extends Omit<PutObjectRequest, "Body" | "ContentMD5" | "WriteOffsetBytes"> {
  Body: UploadBody;
}

/** What S3 says of the object that was made. */
export interface UploadResult extends Omit<PutObjectOutput, "Size"> {
  readonly $metadata: ResponseMetadata;
  readonly Bucket: string;
  readonly Key: string;
  /** Bytes of the object. */
  readonly size: number;
  /** How many parts it was uploaded in; 1 for one that went in one piece. */
  readonly parts: number;
}

export interface UploadOptions extends TransferOptions {
  /**
   * Called when an upload in parts has begun, and after each part. What it gives is plain data: store it as JSON, and
   * give it back as `checkpoint`. A promise is awaited before the lane goes on.
   */
  readonly onCheckpoint?: ((checkpoint: UploadCheckpoint) => void | Promise<void>) | undefined;
  /**
   * Where a former upload of the same body stopped. Parts that the service has and that are what `Body` has there are
   * not sent again; where the upload is no more, it begins anew.
   */
  readonly checkpoint?: UploadCheckpoint | undefined;
  /** Leaves parts where they are when the upload fails or is aborted, to be resumed. Default: `false`. */
  readonly keepPartsOnFailure?: boolean | undefined;
}

/**
 * Uploads an object of any size: small ones in one request, others in parts, several at once. Memory is bounded by the
 * parts under way, each part and the whole have a checksum, and when it fails, no part is left behind.
 *
 * @example
 * ```ts
 * const { ETag } = await upload(s3, { Bucket: "films", Key: "alien.mp4", Body: { path: "alien.mp4" } });
 * ```
 * @throws the first error of a request; {@link LeftoverPartsError} when parts could not be removed after it.
 */
export function upload(s3: TransferClient, input: UploadInput, options: UploadOptions = {}): Promise<UploadResult> {
  return uploadIn(lanesFor(options), s3, input, options);
}

/** In lanes that other uploads may use, too. */
export async function uploadIn(
  lanes: Lanes,
  s3: TransferClient,
  input: UploadInput,
  options: UploadOptions,
): Promise<UploadResult> {
  const { ContentLength } = input;
  const opening = openSource(input.Body, ContentLength === undefined ? undefined : Number(ContentLength));
  const source = await opening;
  try {
    options.signal?.throwIfAborted();
    return await uploadFrom(source, lanes, s3, input, options);
  } finally {
    await source.close();
  }
}

async function uploadFrom(
  source: PartSource,
  lanes: Lanes,
  s3: TransferClient,
  input: UploadInput,
  options: UploadOptions,
): Promise<UploadResult> {
  const { ContentLength: announced, Body: _, ...object } = input;
  const { size } = source;
  if (announced !== undefined && size !== undefined && Number(announced) !== size) {
    throw new ParamValidationError(`ContentLength is ${announced}, but Body has ${size} bytes.`);
  }
  const isAws = s3.meta.config.endpoint === undefined;
  const partSize = options.checkpoint?.partSize ?? readPartSize(options.partSize, defaultPartSize, isAws);
  const plan = planParts(size, partSize, options.multipartThreshold);
  const progress = new ProgressMeter(options.onProgress);
  const inPieces = { lanes, plan, partSize, progress, options };
  if (size === undefined) return uploadParts(s3, source, object, { ...inPieces, lanes: lanesOfStream(options) });
  if (size >= plan.threshold || options.checkpoint !== undefined) return uploadParts(s3, source, object, inPieces);

  progress.total = size;
  progress.partsTotal = 1;
  return lanes.run(async (scratch) => {
    const { signal, pause } = options;
    const stop = signal ?? new AbortController().signal;
    await orAborted(pause?.resumed(), stop);
    const Body = await orAborted(source.next(size, scratch), stop);
    const output = await putObject(s3, { ...object, Body, ContentLength: size }, callOptions(signal));
    progress.add(size, 1);
    return { ...output, Bucket: object.Bucket, Key: object.Key, size, parts: 1 };
  });
}

/** What a stream makes for its pieces stays for a while, as much as five parts take: with ten it would be 154 MB. */
function lanesOfStream({ concurrency = 5 }: UploadOptions): Lanes {
  return lanesFor({ concurrency });
}
