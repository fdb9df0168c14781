import {
  abortMultipartUpload,
  type CompletedPart,
  type CompleteMultipartUploadOutput,
  type CreateMultipartUploadRequest,
  completeMultipartUpload,
  createMultipartUpload,
  headObject,
  listParts,
  type Part,
} from "@inia/client-s3";
import { isIniaError, type WithMetadata } from "@inia/core";
import { checksumFor } from "@inia/core/checksums";
import { LeftoverPartsError } from "./errors.js";
import { callOptions, type TransferClient } from "./options.js";
import { type ChecksumMembers, toBase64 } from "./part-checksum.js";

/** Members that every request of an upload repeats. */
export type SharedMembers = Pick<
  CreateMultipartUploadRequest,
  | "Bucket"
  | "Key"
  | "RequestPayer"
  | "ExpectedBucketOwner"
  | "SSECustomerAlgorithm"
  | "SSECustomerKey"
  | "SSECustomerKeyMD5"
>;

/** What completes an upload besides its parts. */
export interface Completion {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  /** `ChecksumCRC32` or the like: the whole object's. */
  readonly whole?: ChecksumMembers | undefined;
  readonly size: number;
}

export type CompletedUpload = WithMetadata<CompleteMultipartUploadOutput>;

/** An upload in parts that has been begun: it ends by `complete` or by `remove`. */
export class MultipartUpload {
  readonly id: string;
  readonly #s3: TransferClient;
  readonly #shared: SharedMembers;
  readonly #parts = new Map<number, CompletedPart>();

  private constructor(s3: TransferClient, shared: SharedMembers, id: string) {
    this.#s3 = s3;
    this.#shared = shared;
    this.id = id;
  }

  /** An abort waits a little for the answer: an upload whose id never came could not be removed. */
  static async begin(
    s3: TransferClient,
    input: CreateMultipartUploadRequest,
    signal: AbortSignal | undefined,
  ): Promise<MultipartUpload> {
    signal?.throwIfAborted();
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const abort = (): void => {
      timer = setTimeout(() => stop.abort(signal?.reason), graceMs);
    };
    signal?.addEventListener("abort", abort, { once: true });
    try {
      const { UploadId } = await createMultipartUpload(s3, input, callOptions(stop.signal));
      return new MultipartUpload(s3, sharedOf(input), UploadId ?? "");
    } finally {
      signal?.removeEventListener("abort", abort);
      clearTimeout(timer);
    }
  }

  /** One that an earlier run has begun. */
  static existing(s3: TransferClient, input: CreateMultipartUploadRequest, id: string): MultipartUpload {
    return new MultipartUpload(s3, sharedOf(input), id);
  }

  /** For requests about one of its parts. */
  get members(): SharedMembers & { readonly UploadId: string } {
    return { ...this.#shared, UploadId: this.id };
  }

  /** How many parts it has. */
  get count(): number {
    return this.#parts.size;
  }

  add(part: CompletedPart & { readonly PartNumber: number }): void {
    this.#parts.set(part.PartNumber, part);
  }

  /** The parts that the service has, by number; undefined when it knows no such upload. */
  async list(signal: AbortSignal | undefined): Promise<Map<number, Part> | undefined> {
    const found = new Map<number, Part>();
    let marker: number | undefined;
    do {
      const page = await this.#listPage(marker, signal);
      if (page === undefined) return undefined;
      for (const part of page.Parts ?? []) found.set(part.PartNumber!, part);
      marker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
    } while (marker !== undefined);
    return found;
  }

  /** Makes an object of the parts. An answer that is lost on its way does not make a failure of a success. */
  async complete(completion: Completion, signal: AbortSignal | undefined): Promise<CompletedUpload> {
    const { IfMatch, IfNoneMatch, whole, size } = completion;
    const Parts = [...this.#parts.values()].sort((a, b) => a.PartNumber! - b.PartNumber!);
    const type = whole === undefined ? {} : { ...whole, ChecksumType: "FULL_OBJECT", MpuObjectSize: size };
    try {
      const input = { ...this.members, ...type, IfMatch, IfNoneMatch, MultipartUpload: { Parts } };
      return await completeMultipartUpload(this.#s3, input, callOptions(signal));
    } catch (error) {
      signal?.throwIfAborted();
      const completed = await this.#findCompleted(completion, Parts.length, signal);
      if (completed !== undefined) return completed;
      throw error;
    }
  }

  /**
   * Removes all parts, and lists them to be sure: one that was under way may arrive after the removal.
   *
   * @throws {@link LeftoverPartsError} with `cause` when they are still there.
   */
  async remove(cause: unknown): Promise<void> {
    let failure: unknown;
    for (let round = 0; round < 3; round++) {
      let isRemoved = true;
      try {
        await abortMultipartUpload(this.#s3, this.#abortMembers(), callOptions(undefined));
      } catch (error) {
        isRemoved = isGone(error);
        failure = error;
      }
      try {
        if ((await this.#listPage(undefined, undefined)) === undefined) return;
      } catch (error) {
        // Whoever may not list parts has only the service's word.
        if (isRemoved) return;
        failure ??= error;
      }
      if (!isRemoved) break;
    }
    const { Bucket, Key } = this.#shared;
    throw new LeftoverPartsError(
      `The transfer of ${Key} failed, and its parts could not be removed from ${Bucket}: abort the upload ${this.id}.`,
      { cause, uploadId: this.id, cleanUpFailure: failure },
    );
  }

  #abortMembers() {
    const { Bucket, Key, RequestPayer, ExpectedBucketOwner } = this.#shared;
    return { Bucket, Key, UploadId: this.id, RequestPayer, ExpectedBucketOwner };
  }

  async #listPage(PartNumberMarker: number | undefined, signal: AbortSignal | undefined) {
    try {
      const input = { ...this.members, ...(await encodedKey(this.#shared)), PartNumberMarker };
      return await listParts(this.#s3, input, callOptions(signal));
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  /** The object, where the upload is gone and what lies there is what it would have become. */
  async #findCompleted(
    { whole, size }: Completion,
    parts: number,
    signal: AbortSignal | undefined,
  ): Promise<CompletedUpload | undefined> {
    try {
      if ((await this.#listPage(undefined, signal)) !== undefined) return undefined;
      const head = await headObject(this.#s3, { ...this.#shared, ChecksumMode: "ENABLED" }, callOptions(signal));
      const { ContentLength, ETag } = head;
      const [name, value] = Object.entries(whole ?? {})[0] ?? [];
      const sum = name === undefined ? undefined : (head as object as ChecksumMembers)[name as `Checksum${string}`];
      const isOurs = sum === undefined ? ETag?.endsWith(`-${parts}"`) === true : sum === value;
      const { Bucket, Key } = this.#shared;
      return isOurs && ContentLength === size ? { Bucket, Key, ...head } : undefined;
    } catch {
      signal?.throwIfAborted();
      // What is told is why completing failed, not why nothing more is known about it.
      return undefined;
    }
  }
}

function sharedOf(input: SharedMembers): SharedMembers {
  const { Bucket, Key, RequestPayer, ExpectedBucketOwner } = input;
  const { SSECustomerAlgorithm, SSECustomerKey, SSECustomerKeyMD5 } = input;
  return { Bucket, Key, RequestPayer, ExpectedBucketOwner, SSECustomerAlgorithm, SSECustomerKey, SSECustomerKeyMD5 };
}

/** ListParts alone takes a customer's key as it goes on the wire. */
async function encodedKey({ SSECustomerKey: key, SSECustomerKeyMD5: given }: SharedMembers) {
  if (key === undefined) return { SSECustomerKey: undefined };
  const bytes = typeof key === "string" ? new TextEncoder().encode(key) : key;
  if (given !== undefined) return { SSECustomerKey: new TextDecoder().decode(bytes) };
  const md5 = await checksumFor("md5");
  md5.update(bytes);
  return { SSECustomerKey: toBase64(bytes), SSECustomerKeyMD5: toBase64(md5.digest()) };
}

/** Some stores say that the key is gone where S3 says that the upload is. */
function isGone(error: unknown): boolean {
  return isIniaError(error) && error.statusCode === 404 && error.code !== "NoSuchBucket";
}

const graceMs = 5_000;
