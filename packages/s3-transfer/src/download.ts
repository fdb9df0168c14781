import { type GetObjectOutput, type GetObjectRequest, getObject } from "@inia/client-s3";
import { FlexibleChecksumError, type ResponseMetadata, type StreamingBody } from "@inia/core";
import { combineCrcs, type SummedPart } from "./combine-crcs.js";
import { type DownloadDestination, type DownloadTarget, openTarget } from "./download-target.js";
import { everyPart, type Lanes, orAborted } from "./lanes.js";
import { ObjectReader } from "./object-reader.js";
import { callOptions, defaultPartSize, lanesFor, type TransferClient, type TransferOptions } from "./options.js";
import { type PartSum, startSum, toBase64, wholeChecksum } from "./part-checksum.js";
import { readPartSize } from "./part-plan.js";
import { ProgressMeter } from "./progress.js";

/** GetObject's members, conditions (`IfMatch`, `IfNoneMatch`, …) and `VersionId` included. */
export type DownloadInput = Omit<GetObjectRequest, "Range" | "PartNumber">;

/** What S3 says of the object. */
export interface DownloadResult extends Omit<GetObjectOutput, "Body" | "ContentRange"> {
  readonly $metadata: ResponseMetadata;
  /** Bytes of the object. */
  readonly size: number;
  /** In how many ranges it was read. */
  readonly parts: number;
}

/**
 * Downloads an object of any size: large ones in ranges, several at once, all of one version. A body that breaks is
 * continued where it broke, and where the object has a CRC of the whole, it is verified.
 *
 * @example
 * ```ts
 * await download(s3, { Bucket: "films", Key: "alien.mp4" }, { path: "alien.mp4" });
 * const { bytes } = await download(s3, { Bucket: "films", Key: "poster.jpg" }, "memory");
 * ```
 * @throws {@link ObjectChangedError} when the object is replaced meanwhile; else the first error of a request.
 */
export function download(
  s3: TransferClient,
  input: DownloadInput,
  destination: "memory",
  options?: TransferOptions,
): Promise<DownloadResult & { readonly bytes: Uint8Array }>;
export function download(
  s3: TransferClient,
  input: DownloadInput,
  destination: DownloadDestination,
  options?: TransferOptions,
): Promise<DownloadResult>;
export function download(
  s3: TransferClient,
  input: DownloadInput,
  destination: DownloadDestination,
  options: TransferOptions = {},
): Promise<DownloadResult> {
  return downloadIn(lanesFor(options), s3, input, destination, options);
}

/** In lanes that other downloads may use, too. */
export async function downloadIn(
  lanes: Lanes,
  s3: TransferClient,
  input: DownloadInput,
  destination: DownloadDestination,
  options: TransferOptions,
): Promise<DownloadResult> {
  const target = await openTarget(destination);
  try {
    options.signal?.throwIfAborted();
    const result = await downloadTo(target, lanes, s3, input, options);
    await orAborted(target.finish(), options.signal ?? new AbortController().signal);
    return target.bytes === undefined ? result : Object.assign(result, { bytes: target.bytes });
  } catch (error) {
    await target.discard(error);
    throw error;
  }
}

async function downloadTo(
  target: DownloadTarget,
  lanes: Lanes,
  s3: TransferClient,
  input: DownloadInput,
  options: TransferOptions,
): Promise<DownloadResult> {
  const { signal, pause } = options;
  const isAws = s3.meta.config.endpoint === undefined;
  const wanted = readPartSize(options.partSize, defaultPartSize, isAws);
  await orAborted(pause?.resumed(), signal ?? new AbortController().signal);
  // One request for what is small; of what is large the first range, and with it which version it is.
  const { Body, ContentRange: _, ...told } = await getObject(s3, input, callOptions(signal));
  let first: StreamingBody | undefined = Body;
  try {
    const size = Body.contentLength;
    const partSize = size !== undefined && size < (options.multipartThreshold ?? wanted) ? size : wanted;
    const count = size === undefined || partSize === 0 ? 1 : Math.ceil(size / partSize);
    const progress = new ProgressMeter(options.onProgress);
    progress.total = size;
    progress.partsTotal = count;
    target.begin(size);

    const whole = wholeChecksum(told);
    const sums: SummedPart[] = [];
    const reader = new ObjectReader(s3, input, told);
    let part = 0;
    await everyPart({ lanes, signal, ready: () => pause?.resumed() }, async (_scratch, stop) => {
      const number = part++;
      if (number >= count) return false;
      const start = number * partSize;
      const end = size === undefined ? undefined : Math.min(start + partSize, size);
      const sink = target.openPart(start, stop);
      const sum: PartSum | undefined = whole && (await startSum(whole.algorithm));
      const body = first;
      first = undefined;
      const read = await reader.read({ start, end, body, signal: stop }, (piece) => {
        sum?.update(piece);
        progress.add(piece.byteLength);
        return sink.write(piece);
      });
      await sink.end();
      if (sum !== undefined) sums[number] = { sum: sum.digest(), size: read };
      progress.add(0, 1);
      return number + 1 < count;
    });

    if (whole !== undefined) {
      const value = toBase64(combineCrcs(whole.algorithm, sums));
      if (value !== whole.value) {
        throw new FlexibleChecksumError(
          `The ${whole.algorithm} of ${input.Key} is said to be ${whole.value}, and that of what came is ${value}.`,
        );
      }
    }
    return { ...told, size: progress.transferred, parts: count };
  } finally {
    first?.close();
  }
}
