import {
  type CompletedPart,
  type CreateMultipartUploadRequest,
  type Part,
  putObject,
  uploadPart,
} from "@inia/client-s3";
import { FlexibleChecksumError, IncompleteReadError, ParamValidationError } from "@inia/core";
import { type CheckpointPart, checkCheckpoint } from "./checkpoint.js";
import { combineCrcs, type SummedPart } from "./combine-crcs.js";
import { everyPart, type Lanes, orAborted, type Scratch } from "./lanes.js";
import { type Completion, MultipartUpload } from "./multipart-upload.js";
import { callOptions, type TransferClient } from "./options.js";
import { type ChecksumMembers, sumOf, toBase64 } from "./part-checksum.js";
import { maxParts, type PartPlan } from "./part-plan.js";
import type { PartSource } from "./part-source.js";
import type { ProgressMeter } from "./progress.js";
import type { UploadInput, UploadOptions, UploadResult } from "./upload.js";
import { chooseChecksum, type UploadChecksum } from "./upload-checksum.js";

/** What is uploaded, without its bytes. */
export type UploadedObject = Omit<UploadInput, "Body" | "ContentLength">;

export interface PartsSettings {
  readonly lanes: Lanes;
  readonly plan: PartPlan;
  readonly partSize: number;
  readonly progress: ProgressMeter;
  readonly options: UploadOptions;
}

/** Uploads in parts. A stream that ends before it fills one goes in one piece after all. */
export function uploadParts(
  s3: TransferClient,
  source: PartSource,
  object: UploadedObject,
  settings: PartsSettings,
): Promise<UploadResult> {
  return new PartsUpload(s3, source, object, settings).run();
}

class PartsUpload {
  readonly #s3: TransferClient;
  readonly #source: PartSource;
  readonly #object: UploadedObject;
  readonly #settings: PartsSettings;
  readonly #checksum: UploadChecksum;
  readonly #sums: SummedPart[] = [];
  readonly #done: CheckpointPart[] = [];
  /** What the service has of a former run. */
  #kept: ReadonlyMap<number, Part> = new Map();
  #upload: Promise<MultipartUpload> | undefined;
  #isTold = false;
  #size = 0;
  #parts = 0;
  #whole: UploadResult | undefined;

  constructor(s3: TransferClient, source: PartSource, object: UploadedObject, settings: PartsSettings) {
    this.#s3 = s3;
    this.#source = source;
    this.#object = object;
    this.#settings = settings;
    const { checkpoint, onCheckpoint } = settings.options;
    this.#checksum = chooseChecksum(s3, object, checkpoint !== undefined || onCheckpoint !== undefined);
    const { progress, plan } = settings;
    progress.total = source.size;
    progress.partsTotal = source.size === undefined ? undefined : Math.ceil(source.size / plan.partSize(1));
  }

  async run(): Promise<UploadResult> {
    const { lanes, options } = this.#settings;
    const { signal, pause } = options;
    try {
      await this.#resume();
      const context = { lanes, signal, ready: () => pause?.resumed() };
      await everyPart(context, (scratch, stop) => this.#next(scratch, stop));
      return this.#whole ?? (await this.#complete());
    } catch (error) {
      const upload = await this.#upload?.catch(() => undefined);
      if (upload !== undefined && !options.keepPartsOnFailure) await upload.remove(error);
      throw error;
    }
  }

  async #next(scratch: Scratch, signal: AbortSignal): Promise<boolean> {
    const { plan, progress } = this.#settings;
    const PartNumber = ++this.#parts;
    const length = plan.partSize(PartNumber);
    const bytes = await orAborted(this.#source.next(length, scratch), signal);
    const isEmpty = bytes.byteLength === 0 && PartNumber > 1;
    if (!isEmpty) {
      if (this.#isWhole(PartNumber, bytes.byteLength)) await this.#putWhole(bytes, signal);
      else await this.#putPart(PartNumber, bytes, signal);
      progress.add(bytes.byteLength, 1);
    }
    return bytes.byteLength === length;
  }

  /** A stream may turn out to be small. */
  #isWhole(partNumber: number, size: number): boolean {
    const isShort = size < this.#settings.plan.partSize(1);
    return partNumber === 1 && isShort && this.#source.size === undefined && this.#upload === undefined;
  }

  async #putWhole(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    const { Bucket, Key } = this.#object;
    const size = bytes.byteLength;
    const input = { ...this.#object, Body: bytes, ContentLength: size };
    const output = await putObject(this.#s3, input, callOptions(signal));
    this.#settings.progress.total = size;
    this.#whole = { ...output, Bucket, Key, size, parts: 1 };
  }

  async #putPart(PartNumber: number, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    if (PartNumber > maxParts) {
      throw new ParamValidationError(`Body needs more than ${maxParts} parts of this size: S3 takes no more.`);
    }
    const { crc } = this.#checksum;
    const size = bytes.byteLength;
    const sum = crc === undefined ? undefined : await sumOf(crc, bytes);
    // Begun when there is a part to upload, and then at once for all that wait.
    const upload = await orAborted(
      (this.#upload ??= MultipartUpload.begin(this.#s3, this.#createInput(), signal)),
      signal,
    );
    if (sum !== undefined && !this.#isTold) await this.#tellCheckpoint(upload);
    const told = this.#keptPart(PartNumber, size, sum) ?? (await this.#send(upload, PartNumber, bytes, sum, signal));
    upload.add({ ...told, PartNumber });
    this.#size += size;
    if (sum !== undefined) this.#sums[PartNumber - 1] = { sum, size };
    if (sum !== undefined) {
      this.#done.push({ partNumber: PartNumber, size, etag: told.ETag ?? "", checksum: toBase64(sum) });
      await this.#tellCheckpoint(upload);
    }
  }

  async #send(
    upload: MultipartUpload,
    PartNumber: number,
    Body: Uint8Array,
    sum: Uint8Array | undefined,
    signal: AbortSignal,
  ): Promise<CompletedPart> {
    const { algorithm, crc } = this.#checksum;
    // Ours is sent as it is; others are computed by the client.
    const isOurs = algorithm !== undefined && algorithm === crc && sum !== undefined;
    const checksum = isOurs ? { [`Checksum${algorithm}`]: toBase64(sum) } : { ChecksumAlgorithm: algorithm };
    const input = { ...upload.members, ...checksum, PartNumber, Body };
    const output = await uploadPart(this.#s3, input, callOptions(signal));
    return { ETag: output.ETag, ...(isOurs ? checksum : this.#toldChecksum(output)) };
  }

  /** What the service has of a part already, where that is what the body has there. */
  #keptPart(partNumber: number, size: number, sum: Uint8Array | undefined): CompletedPart | undefined {
    const part = this.#kept.get(partNumber);
    if (part === undefined || part.Size !== size || sum === undefined) return undefined;
    const value = toBase64(sum);
    const told = (part as ChecksumMembers)[`Checksum${this.#checksum.crc}`];
    const known = this.#settings.options.checkpoint?.parts.find((each) => each.partNumber === partNumber);
    const isSame = told === undefined ? known?.etag === part.ETag && known?.checksum === value : told === value;
    return isSame ? { ETag: part.ETag, ...this.#toldChecksum(part) } : undefined;
  }

  #toldChecksum(members: object): ChecksumMembers {
    const name = `Checksum${this.#checksum.algorithm}` as const;
    const value = (members as ChecksumMembers)[name];
    return value === undefined ? {} : { [name]: value };
  }

  async #resume(): Promise<void> {
    const { options } = this.#settings;
    const { checkpoint, signal } = options;
    if (checkpoint === undefined) return;
    const { Bucket: bucket, Key: key } = this.#object;
    const { algorithm } = this.#checksum;
    checkCheckpoint(checkpoint, { bucket, key, size: this.#source.size, algorithm });
    const upload = MultipartUpload.existing(this.#s3, this.#createInput(), checkpoint.uploadId);
    const kept = await upload.list(signal);
    // Completed, aborted or expired meanwhile: it begins anew.
    if (kept === undefined) return;
    this.#kept = kept;
    this.#upload = Promise.resolve(upload);
  }

  #createInput(): CreateMultipartUploadRequest {
    const { algorithm, crc } = this.#checksum;
    const { IfMatch: _, IfNoneMatch: __, ...object } = this.#object;
    const described = Object.entries(object).filter(([name]) => !name.startsWith("Checksum"));
    const checksum = algorithm && { ChecksumAlgorithm: algorithm, ...(algorithm === crc && fullObject) };
    return { ...(Object.fromEntries(described) as typeof object), ...checksum };
  }

  async #complete(): Promise<UploadResult> {
    const { signal } = this.#settings.options;
    const { Bucket, Key, IfMatch, IfNoneMatch } = this.#object;
    const expected = this.#source.size;
    const size = this.#size;
    if (expected !== undefined && size !== expected) {
      throw new IncompleteReadError(`Body has ${size} bytes where ${expected} were announced.`);
    }
    const completion: Completion = { IfMatch, IfNoneMatch, size, whole: this.#wholeSum() };
    this.#settings.progress.total = size;
    const upload = await this.#upload!;
    const output = await upload.complete(completion, signal);
    return { ...output, Bucket, Key, size, parts: upload.count };
  }

  #wholeSum(): ChecksumMembers | undefined {
    const { algorithm, crc, whole } = this.#checksum;
    if (algorithm === undefined || crc === undefined || algorithm !== crc) return undefined;
    const value = toBase64(combineCrcs(crc, this.#sums));
    if (whole !== undefined && whole !== value) {
      throw new FlexibleChecksumError(`Checksum${crc} is said to be ${whole}, and that of Body is ${value}.`);
    }
    return { [`Checksum${crc}`]: value };
  }

  async #tellCheckpoint(upload: MultipartUpload): Promise<void> {
    const { Bucket: bucket, Key: key } = this.#object;
    this.#isTold = true;
    await this.#settings.options.onCheckpoint?.({
      version: 1,
      bucket,
      key,
      uploadId: upload.id,
      partSize: this.#settings.plan.partSize(1),
      size: this.#source.size,
      checksumAlgorithm: this.#checksum.algorithm,
      parts: this.#done.slice(),
    });
  }
}

const fullObject = { ChecksumType: "FULL_OBJECT" } as const;
