import { bytesToString, readable } from "#platform/sdk-stream";
import type { StreamingBody } from "../streaming/streaming-body.js";
import type { Adapt } from "./command.js";

/** What v3 adds to the bodies that it gives. */
export interface SdkStreamMixin {
  transformToByteArray(): Promise<Uint8Array>;
  /** Encodings are those of `TextDecoder` and of Node's `Buffer`. Default: UTF-8. */
  transformToString(encoding?: string): Promise<string>;
  transformToWebStream(): ReadableStream<Uint8Array>;
}

/**
 * Node's `Readable`, where there are Node's types: reached through a global type, so that these declarations compile
 * without them.
 */
export type NodeReadable = NodeJS.ReadStream extends { take(limit: number): infer Stream }
  ? Stream
  : NodeJS.ReadableStream;

/** A body as v3 types it: it is that of the platform, and the compiler cannot know which. */
export type StreamingBlobPayloadOutputTypes =
  | (NodeReadable & SdkStreamMixin)
  | (ReadableStream<Uint8Array> & SdkStreamMixin)
  | (Blob & SdkStreamMixin);

/** An output whose body is a stream. */
export type WithSdkStream<Output, Member extends keyof Output> = Omit<Output, Member> & {
  [Name in Member]?: StreamingBlobPayloadOutputTypes;
};

/** Makes the body in an output the platform's stream: Node's `Readable`, or a web stream. */
/*#__NO_SIDE_EFFECTS__*/
export function streamingMember(member: string): Adapt {
  return (output) => {
    const body = output[member] as StreamingBody;
    output[member] = Object.assign(readable(body), {
      transformToByteArray: () => body.bytes(),
      transformToString: async (encoding?: string) => bytesToString(await body.bytes(), encoding),
      transformToWebStream: () => body.webStream(),
    } satisfies SdkStreamMixin);
  };
}

/** Bytes that can be read as text: v3's form of a payload that is no stream. */
export interface Uint8ArrayBlobAdapter extends Uint8Array {
  transformToString(encoding?: string): string;
}

/** An output whose payload is bytes. */
export type WithBlobAdapter<Output, Member extends keyof Output> = Omit<Output, Member> & {
  [Name in Member]?: Uint8ArrayBlobAdapter;
};

/** Reads the payload in an output whole. */
/*#__NO_SIDE_EFFECTS__*/
export function blobMember(member: string): Adapt {
  return async (output) => {
    const bytes = await (output[member] as StreamingBody).bytes();
    const transformToString = (encoding?: string): string => bytesToString(bytes, encoding);
    output[member] = Object.defineProperty(bytes, "transformToString", { value: transformToString });
  };
}
