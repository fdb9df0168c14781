import {
  type CopyObjectRequest,
  copyObject,
  getObjectTagging,
  type HeadObjectOutput,
  headObject,
  type UploadPartCopyRequest,
  uploadPartCopy,
} from "@inia/client-s3";
import { ParamValidationError, type ResponseMetadata } from "@inia/core";
import { everyPart, orAborted } from "./lanes.js";
import { MultipartUpload } from "./multipart-upload.js";
import { callOptions, lanesFor, type TransferClient, type TransferOptions } from "./options.js";
import { type ChecksumMembers, wholeChecksum } from "./part-checksum.js";
import { planParts, readPartSize } from "./part-plan.js";
import { ProgressMeter } from "./progress.js";

/** CopyObject's members. */
export type CopyInput = CopyObjectRequest;

export interface CopyOptions extends TransferOptions {
  /** Asks for the source, where another client than the one that copies must: one of another region. */
  readonly sourceClient?: TransferClient | undefined;
}

/** What S3 says of the copy. */
export interface CopyResult extends ChecksumMembers {
  readonly $metadata: ResponseMetadata;
  readonly Bucket: string;
  readonly Key: string;
  readonly ETag?: string | undefined;
  readonly VersionId?: string | undefined;
  /** Bytes of the object. */
  readonly size: number;
  /** How many parts it was copied in; 1 for one that was copied in one piece. */
  readonly parts: number;
}

/**
 * Copies an object of any size within S3: above 5 GB in parts, all of one version of the source. Then what describes
 * it, and its tags, are read of the source and written anew, where the directives do not replace them.
 *
 * @example
 * ```ts
 * await copy(s3, { Bucket: "archive", Key: "alien.mp4", CopySource: { Bucket: "films", Key: "alien.mp4" } });
 * ```
 */
export async function copy(s3: TransferClient, input: CopyInput, options: CopyOptions = {}): Promise<CopyResult> {
  const { signal, pause } = options;
  const stop = signal ?? new AbortController().signal;
  stop.throwIfAborted();
  const isAws = s3.meta.config.endpoint === undefined;
  const partSize = readPartSize(options.partSize, defaultCopyPartSize, isAws);
  const source = readSource(input);
  const head = await headSource(options.sourceClient ?? s3, input, source, signal);
  const size = head.ContentLength ?? 0;
  const plan = planParts(size, partSize, options.multipartThreshold ?? maxCopyBytes);
  const progress = new ProgressMeter(options.onProgress);
  progress.total = size;
  // What follows must be of the version that was found.
  const pinned = {
    CopySource: { ...source, VersionId: source.VersionId ?? head.VersionId },
    CopySourceIfMatch: head.ETag,
  };
  const isPart = size >= plan.threshold && size > 0;
  progress.partsTotal = isPart ? Math.ceil(size / plan.partSize(1)) : 1;
  await orAborted(pause?.resumed(), stop);
  if (!isPart) {
    const { CopyObjectResult, ...output } = await copyObject(s3, { ...input, ...pinned }, callOptions(signal));
    progress.add(size, 1);
    return { ...CopyObjectResult, ...output, Bucket: input.Bucket, Key: input.Key, size, parts: 1 } as CopyResult;
  }

  const whole = input.ChecksumAlgorithm === undefined ? wholeChecksum(head) : undefined;
  const described = await describe(options.sourceClient ?? s3, { input, source, head }, signal);
  const algorithm = input.ChecksumAlgorithm ?? whole?.algorithm;
  const upload = await MultipartUpload.begin(
    s3,
    { ...described, ...(algorithm && { ChecksumAlgorithm: algorithm }), ...(whole && { ChecksumType: "FULL_OBJECT" }) },
    signal,
  );
  try {
    let part = 0;
    const count = progress.partsTotal;
    await everyPart({ lanes: lanesFor(options), signal, ready: () => pause?.resumed() }, async (_scratch, stop) => {
      const PartNumber = ++part;
      if (PartNumber > count) return false;
      const start = (PartNumber - 1) * plan.partSize(1);
      const end = Math.min(start + plan.partSize(1), size);
      const CopySourceRange = `bytes=${start}-${end - 1}`;
      const members = { ...upload.members, ...sourceMembers(input), ...pinned, PartNumber, CopySourceRange };
      const { CopyPartResult = {} } = await uploadPartCopy(s3, members, callOptions(stop));
      const { LastModified: _, ...told } = CopyPartResult;
      upload.add({ ...told, PartNumber });
      progress.add(end - start, 1);
      return PartNumber < count;
    });
    const { IfMatch, IfNoneMatch, Bucket, Key } = input;
    // S3 compares: what was copied is what the source is.
    const sum = whole && { [`Checksum${whole.algorithm}`]: whole.value };
    const output = await upload.complete({ IfMatch, IfNoneMatch, size, whole: sum }, signal);
    return { ...output, Bucket, Key, size, parts: upload.count } as CopyResult;
  } catch (error) {
    await upload.remove(error);
    throw error;
  }
}

interface Source {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
}

/** `bucket/key?versionId=…`, as it goes on the wire, or the same as an object. */
function readSource({ CopySource }: CopyInput): Source {
  if (typeof CopySource !== "string") return CopySource;
  const [path, VersionId] = CopySource.split("?versionId=") as [string, string | undefined];
  const decoded = decodeURIComponent(path).replace(/^\//, "");
  // The bucket may be an access point's ARN, with slashes in it.
  const match = /^(arn:[^/]+\/[^/]+)\/object\/(.+)$/s.exec(decoded) ?? /^([^/]+)\/(.+)$/s.exec(decoded);
  if (match === null) throw new ParamValidationError("CopySource must be `bucket/key` or { Bucket, Key, VersionId }.");
  const [, Bucket, Key] = match as unknown as [string, string, string];
  return { Bucket, Key, VersionId };
}

async function headSource(s3: TransferClient, input: CopyInput, source: Source, signal: AbortSignal | undefined) {
  const head = {
    ...source,
    ChecksumMode: "ENABLED" as const,
    RequestPayer: input.RequestPayer,
    ExpectedBucketOwner: input.ExpectedSourceBucketOwner,
    SSECustomerAlgorithm: input.CopySourceSSECustomerAlgorithm,
    SSECustomerKey: input.CopySourceSSECustomerKey,
    SSECustomerKeyMD5: input.CopySourceSSECustomerKeyMD5,
    IfMatch: input.CopySourceIfMatch,
    IfNoneMatch: input.CopySourceIfNoneMatch,
    IfModifiedSince: input.CopySourceIfModifiedSince,
    IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
  };
  return headObject(s3, head, callOptions(signal));
}

/** What CreateMultipartUpload is told: it knows no source to take it from. */
async function describe(
  s3: TransferClient,
  { input, source, head }: { readonly input: CopyInput; readonly source: Source; readonly head: HeadObjectOutput },
  signal: AbortSignal | undefined,
) {
  const { IfMatch: _, IfNoneMatch: __, MetadataDirective, TaggingDirective, AnnotationDirective: ___, ...rest } = input;
  const own = Object.entries(rest).filter(([name]) => !/^CopySource|^ExpectedSource|^Checksum/.test(name));
  const described = Object.fromEntries(own) as Omit<CopyInput, "CopySource">;
  const { CacheControl, ContentDisposition, ContentEncoding, ContentLanguage, ContentType, Expires, Metadata } = head;
  const copied =
    MetadataDirective === "REPLACE"
      ? {}
      : { CacheControl, ContentDisposition, ContentEncoding, ContentLanguage, ContentType, Expires, Metadata };
  const hasTags = TaggingDirective !== "REPLACE" && head.TagCount !== 0;
  const Tagging = hasTags ? await readTags(s3, input, source, signal) : described.Tagging;
  return { ...described, ...copied, ...(Tagging === undefined ? {} : { Tagging }) };
}

async function readTags(s3: TransferClient, input: CopyInput, source: Source, signal: AbortSignal | undefined) {
  const owner = { RequestPayer: input.RequestPayer, ExpectedBucketOwner: input.ExpectedSourceBucketOwner };
  const { TagSet = [] } = await getObjectTagging(s3, { ...source, ...owner }, callOptions(signal));
  if (TagSet.length === 0) return undefined;
  return TagSet.map(({ Key, Value }) => `${encodeURIComponent(Key)}=${encodeURIComponent(Value)}`).join("&");
}

function sourceMembers(input: CopyInput): Partial<UploadPartCopyRequest> {
  const { CopySourceSSECustomerAlgorithm, CopySourceSSECustomerKey, CopySourceSSECustomerKeyMD5 } = input;
  const { ExpectedSourceBucketOwner } = input;
  return {
    CopySourceSSECustomerAlgorithm,
    CopySourceSSECustomerKey,
    CopySourceSSECustomerKeyMD5,
    ExpectedSourceBucketOwner,
  };
}

// Amazon S3 API Reference, CopyObject: "up to 5 GB"
const maxCopyBytes = 5_368_709_121;
const defaultCopyPartSize = 67_108_864;
