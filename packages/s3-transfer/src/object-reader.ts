import { type GetObjectOutput, getObject } from "@inia/client-s3";
import { IncompleteReadError, isIniaError, type StreamingBody } from "@inia/core";
import type { DownloadInput } from "./download.js";
import { ObjectChangedError } from "./errors.js";
import { callOptions, type TransferClient } from "./options.js";

/** A range of an object. */
export interface ReadRange {
  readonly start: number;
  /** Not included; undefined for the object's end, where the service does not tell its size. */
  readonly end: number | undefined;
  /** A body that begins at `start`, where there is one already; it may go beyond the end. */
  readonly body: StreamingBody | undefined;
  readonly signal: AbortSignal;
}

/** Takes a piece of an object. `isOurs` tells that nobody else has it: its memory may be given back when it is done with. */
export type TakePiece = (piece: Uint8Array, isOurs: boolean) => Promise<void> | undefined;

/** A body as core's own handler on Node gives it: without a promise for each piece, and for the taker alone. */
interface PouringSource {
  "~pour"?(take: (piece: Uint8Array) => Promise<void> | undefined): Promise<void>;
}

/** Reads ranges of one version of an object. */
export class ObjectReader {
  readonly #s3: TransferClient;
  readonly #input: DownloadInput;
  readonly #version: Pick<GetObjectOutput, "ETag" | "VersionId">;

  constructor(s3: TransferClient, input: DownloadInput, version: Pick<GetObjectOutput, "ETag" | "VersionId">) {
    this.#s3 = s3;
    this.#input = input;
    this.#version = version;
  }

  /** Gives the range's bytes to `take`, piece by piece, and continues where a body breaks. Resolves to their number. */
  async read({ start, end, body, signal }: ReadRange, take: TakePiece): Promise<number> {
    let at = start;
    let given = body;
    let breaks = 0;
    let lastBreakAt = start;
    for (let isOver = false; !isOver; ) {
      const current: StreamingBody = given ?? (await this.#open(at, end!, signal));
      given = undefined;
      // One that ends with the range is read to its end: then it is verified, and its connection is free again.
      const goesOn = end !== undefined && current.contentLength !== end - at;
      // What `take` throws is not the body's.
      let isReading = true;
      const taken = (): void => {
        isReading = true;
      };
      let isOurs = false;
      const takeFitting = (whole: Uint8Array): Promise<void> | undefined => {
        isReading = false;
        const piece = end !== undefined && whole.byteLength > end - at ? whole.subarray(0, end - at) : whole;
        at += piece.byteLength;
        const taking = take(piece, isOurs);
        if (taking !== undefined) return taking.then(taken);
        isReading = true;
        return undefined;
      };
      try {
        const source = current["~source"] as PouringSource | undefined;
        if (!goesOn && source?.["~pour"] !== undefined) {
          isOurs = true;
          await source["~pour"](takeFitting);
        } else {
          for await (const piece of current) {
            await takeFitting(piece);
            if (goesOn && at === end) break;
          }
        }
        if (end !== undefined && at < end) {
          throw new IncompleteReadError(`The body ended ${end - at} bytes too early.`);
        }
      } catch (error) {
        signal.throwIfAborted();
        if (!isReading || !isBreak(error)) throw error;
        if (at - lastBreakAt >= progressBytes) breaks = 0;
        lastBreakAt = at;
        breaks += 1;
        // Of an object whose size nobody knows, nobody knows what is missing.
        if (breaks >= maxBreaks || end === undefined) throw error;
        const { config } = this.#s3.meta;
        await config.sleep(config.random() * Math.min(maxDelayMs, baseDelayMs * 2 ** breaks), signal);
      } finally {
        // Not awaited: what it still wants to say is of no concern.
        current.close();
      }
      isOver = end === undefined || at === end;
    }
    return at - start;
  }

  async #open(at: number, end: number, signal: AbortSignal): Promise<StreamingBody> {
    const { ETag, VersionId } = this.#version;
    const { IfNoneMatch: _, IfModifiedSince: __, IfUnmodifiedSince: ___, ...input } = this.#input;
    const Range = `bytes=${at}-${end - 1}`;
    const pinned = { ...input, Range, IfMatch: ETag, VersionId: input.VersionId ?? VersionId };
    try {
      const output = await getObject(this.#s3, pinned, callOptions(signal));
      // Not every store knows If-Match, or ranges.
      const isRange = output.ContentRange?.startsWith(`bytes ${at}-`) === true;
      if (output.ETag === ETag && isRange) return output.Body;
      output.Body.close();
      throw output.ETag === ETag ? this.#noRange(Range, output.ContentRange) : this.#changed(undefined);
    } catch (error) {
      if (isIniaError(error) && isAnotherVersion(error.statusCode)) throw this.#changed(error);
      throw error;
    }
  }

  #changed(cause: unknown): ObjectChangedError {
    const { Bucket, Key } = this.#input;
    return new ObjectChangedError(
      `${Key} in ${Bucket} was replaced or deleted while it was read, and was ${this.#version.ETag} before. Download it anew.`,
      cause === undefined ? {} : { cause },
    );
  }

  #noRange(range: string, told: string | undefined): IncompleteReadError {
    return new IncompleteReadError(`The service was asked for ${range}, and answered with ${told ?? "another range"}.`);
  }
}

/** What is missing can be asked for; what came and is wrong cannot. */
function isBreak(error: unknown): boolean {
  return isIniaError(error) && error.name !== "FlexibleChecksumError";
}

/** If-Match does not hold, the object or the version is gone, or it is shorter. */
function isAnotherVersion(status: number | undefined): boolean {
  return status === 412 || status === 404 || status === 416;
}

/** Of bodies that break in a row, without much coming through in between. (s3transfer has five attempts.) */
const maxBreaks = 5;
const progressBytes = 1_048_576;
const baseDelayMs = 50;
const maxDelayMs = 20_000;
