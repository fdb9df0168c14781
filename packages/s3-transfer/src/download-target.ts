import { ParamValidationError } from "@inia/core";
import { createFile } from "#platform/files";
import type { Scratch } from "./lanes.js";
import { streamTarget } from "./stream-target.js";
import type { FilePath } from "./upload-body.js";

/** A Writable of Node's, as far as it is written to. */
export interface NodeWritable {
  write(chunk: Uint8Array): boolean;
  end(done: (error?: Error | null) => void): unknown;
  destroy(error?: Error): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "close" | "drain", listener: () => void): unknown;
  off(event: "error", listener: (error: Error) => void): unknown;
  off(event: "close" | "drain", listener: () => void): unknown;
}

/** A web stream, as far as it is written to. */
export interface WebWritable {
  getWriter(): {
    readonly ready: Promise<unknown>;
    write(chunk: Uint8Array): Promise<void>;
    close(): Promise<void>;
    abort(reason?: unknown): Promise<void>;
  };
}

/**
 * Where an object goes: a file by its path (on Node, Bun and Deno; it appears when it is whole), a Writable of Node's
 * or a web stream (in order, ended when the object does), or memory.
 */
export type DownloadDestination = FilePath | NodeWritable | WebWritable | "memory";

/** What takes the bytes of an object, part by part. */
export interface DownloadTarget {
  /** Told once, when the size is known: undefined where the service does not tell it. */
  begin(size: number | undefined): void;
  /** Opens a part, by its number from 0 and where it begins. */
  openPart(number: number, offset: number, scratch: Scratch, signal: AbortSignal): PartTarget;
  /** All bytes are there. */
  finish(): Promise<void>;
  /** They will not be. */
  discard(error: unknown): Promise<void>;
  /** What was downloaded to memory. */
  readonly bytes?: Uint8Array | undefined;
}

/** Takes the bytes of one part, in order. */
export interface PartTarget {
  /** `isOurs` tells that nobody else has the piece: its memory may be given back. */
  write(piece: Uint8Array, isOurs: boolean): Promise<void> | undefined;
  end(): Promise<void> | undefined;
}

export function openTarget(destination: DownloadDestination): DownloadTarget | Promise<DownloadTarget> {
  if (destination === "memory") return memoryTarget();
  if ("path" in destination && typeof destination.path === "string" && !("write" in destination)) {
    return fileTarget(destination.path);
  }
  if ("getWriter" in destination || "write" in destination) return streamTarget(destination);
  throw new ParamValidationError('A destination must be "memory", { path } of a file, a Writable or a WritableStream.');
}

function memoryTarget(): DownloadTarget {
  let bytes = new Uint8Array();
  let length = 0;
  return {
    begin(size) {
      if (size !== undefined) bytes = new Uint8Array(size);
    },
    openPart(_number, offset) {
      let at = offset;
      return {
        write(piece) {
          const end = at + piece.byteLength;
          if (end > bytes.byteLength) bytes = grown(bytes, Math.max(end, 2 * bytes.byteLength));
          bytes.set(piece, at);
          at = end;
          length = Math.max(length, end);
          return undefined;
        },
        end: () => undefined,
      };
    },
    finish: async () => {},
    discard: async () => {
      bytes = new Uint8Array();
    },
    get bytes() {
      return length === bytes.byteLength ? bytes : bytes.slice(0, length);
    },
  };
}

async function fileTarget(path: string): Promise<DownloadTarget> {
  const file = await createFile(path);
  return {
    begin() {},
    openPart(_number, offset) {
      let at = offset;
      let gathered: Uint8Array[] = [];
      let ours: Uint8Array[] = [];
      let length = 0;
      let writing: Promise<void> | undefined;
      const flush = (): void => {
        writing = file.write(gathered, at, ours);
        at += length;
        gathered = [];
        ours = [];
        length = 0;
        // Whoever writes next, or ends, hears of it.
        writing.catch(() => {});
      };
      const flushNext = async (): Promise<void> => {
        await writing;
        flush();
      };
      return {
        write(piece, isOurs) {
          // Not copied: the next ones gather while these are written.
          gathered.push(piece);
          if (isOurs) ours.push(piece);
          length += piece.byteLength;
          if (length < flushBytes) return undefined;
          return flushNext();
        },
        async end() {
          if (length > 0) await flushNext();
          await writing;
        },
      };
    },
    finish: () => file.finish(),
    discard: () => file.discard(),
  };
}

function grown(bytes: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(length);
  larger.set(bytes);
  return larger;
}

/** Written in one call. */
const flushBytes = 1_048_576;
