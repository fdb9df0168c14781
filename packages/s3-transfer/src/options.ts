import type { CallOptions, Client } from "@inia/core";
import { Lanes } from "./lanes.js";
import type { PauseController } from "./pause-controller.js";
import type { TransferProgress } from "./progress.js";

/** An `S3Client` or `S3`. */
export type TransferClient = Client<"s3">;

/** What all transfers take. */
export interface TransferOptions {
  /**
   * Objects smaller than this go in one piece. In bytes; default: 8 MiB, for copies 5 GiB. Streams of unknown length go
   * in parts as soon as they fill one.
   */
  readonly multipartThreshold?: number | undefined;
  /** In bytes; default: 8 MiB, for copies 64 MiB. Grown where 10,000 parts would not hold the object. */
  readonly partSize?: number | undefined;
  /**
   * Parts that are under way at once; they bound the memory that a transfer takes. Default: 10; 5 for an upload from a
   * stream whose length is not known, which takes memory of its own for its pieces.
   */
  readonly concurrency?: number | undefined;
  /** Called whenever bytes have arrived. What it throws fails the transfer. */
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
  /**
   * Aborting ends all that is under way, removes what was stored so far, and then rejects with the signal's reason. An
   * aborted signal sends nothing.
   */
  readonly signal?: AbortSignal | undefined;
  /** Pauses and resumes the transfer. */
  readonly pause?: PauseController | undefined;
}

/** Options of calls that a transfer makes. */
export function callOptions(signal: AbortSignal | undefined): CallOptions {
  return { signal, "~features": "G" };
}

export function lanesFor({ concurrency = defaultConcurrency }: Pick<TransferOptions, "concurrency">): Lanes {
  return new Lanes(Math.max(1, Math.floor(concurrency)));
}

const defaultConcurrency = 10;
export const defaultPartSize = 8_388_608;
