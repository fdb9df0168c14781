import { type GetObjectOutput, type GetObjectRequest, getObject } from "@inia/client-s3";
import { FlexibleChecksumError, type ResponseMetadata, type StreamingBody, type WithMetadata } from "@inia/core";
import { combineCrcs, type SummedPart } from "./combine-crcs.js";
import { type DownloadDestination, type DownloadTarget, openTarget } from "./download-target.js";
import { everyPart, type Lanes, orAborted } from "./lanes.js";
import { ObjectReader } from "./object-reader.js";
import { callOptions, defaultPartSize, lanesFor, type TransferClient, type TransferOptions } from "./options.js";
import { startSum, toBase64, type WholeChecksum, wholeChecksum } from "./part-checksum.js";
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
  const progress = new ProgressMeter(options.onProgress);
  const sums: SummedPart[] = [];
  let part = 0;
  let count: number | undefined;
  let isBegun = false;
  let opened: () => void = () => {};
  const isOpen = new Promise<void>((resolve) => {
    opened = resolve;
  });
  let opening: Promise<OpenedObject> | undefined;
  const open = async (stop: AbortSignal): Promise<OpenedObject> => {
    const object = await openObject(s3, input, { wanted, threshold: options.multipartThreshold ?? wanted }, stop);
    count = object.count;
    progress.total = object.size;
    progress.partsTotal = count;
    target.begin(object.size);
    opened();
    return object;
  };
  const context = {
    lanes,
    signal,
    // The others wait until the first has opened the object, and take no lane before.
    ready: async () => {
      await pause?.resumed();
      if (isBegun) await isOpen;
      isBegun = true;
    },
    hasMore: () => count === undefined || part < count,
  };
  await everyPart(context, async (scratch, stop) => {
    const number = part++;
    const isFirst = number === 0;
    const object = await (opening ??= open(stop));
    if (number >= object.count) return false;
    const { size, partSize, whole, reader } = object;
    const start = number * partSize;
    const end = size === undefined ? undefined : Math.min(start + partSize, size);
    const sink = target.openPart(number, start, scratch, stop);
    const sum = whole && (await startSum(whole.algorithm));
    const body = isFirst ? object.body : undefined;
    const read = await reader.read({ start, end, body, signal: stop }, (piece, isOurs) => {
      sum?.update(piece);
      progress.add(piece.byteLength);
      return sink.write(piece, isOurs);
    });
    await sink.end();
    if (sum !== undefined) sums[number] = { sum: sum.digest(), size: read };
    progress.add(0, 1);
    return number + 1 < object.count;
  });

  const { told, whole, count: parts } = await opening!;
  if (whole !== undefined) verifyWhole(input.Key, whole, sums);
  return { ...told, size: progress.transferred, parts };
}

/** An object of which one version is read. */
interface OpenedObject {
  readonly told: Omit<WithMetadata<GetObjectOutput>, "Body" | "ContentRange">;
  /** All of the object; as much of it is read as the first part is long. */
  readonly body: StreamingBody;
  readonly size: number | undefined;
  readonly partSize: number;
  readonly count: number;
  readonly whole: WholeChecksum | undefined;
  readonly reader: ObjectReader;
}

/** One request for what is small; of what is large the first range, and with it which version it is. */
async function openObject(
  s3: TransferClient,
  input: DownloadInput,
  { wanted, threshold }: { readonly wanted: number; readonly threshold: number },
  signal: AbortSignal,
): Promise<OpenedObject> {
  const { Body: body, ContentRange: _, ...told } = await getObject(s3, input, callOptions(signal));
  const size = body.contentLength;
  const isWhole = size === undefined || size < threshold || size === 0;
  const partSize = isWhole ? (size ?? 0) : wanted;
  const count = isWhole ? 1 : Math.ceil(size / partSize);
  const reader = new ObjectReader(s3, input, told);
  return { told, body, size, partSize, count, whole: wholeChecksum(told), reader };
}

function verifyWhole(key: string, { algorithm, value }: WholeChecksum, sums: readonly SummedPart[]): void {
  const actual = toBase64(combineCrcs(algorithm, sums));
  if (actual === value) return;
  throw new FlexibleChecksumError(
    `The ${algorithm} of ${key} is said to be ${value}, and that of what came is ${actual}.`,
  );
}
