import { createSha256 } from "#platform/sha256";
import { toHex } from "../encoding/hex.js";
import { bytesOf } from "../streaming/byte-iterator.js";
import { type BodyStream, bodyFrom } from "../streaming/input.js";
import { attachStream, discardStream } from "./attach-stream.js";

/** The code of streams: only operations that send or answer with one refer to it, so only their bundles hold it. */
export type Streams = Partial<RequestStreams & ResponseStreams>;

interface RequestStreams {
  readonly bodyFrom: typeof bodyFrom;
  readonly hash: typeof hashBody;
}

interface ResponseStreams {
  readonly attach: typeof attachStream;
  readonly discard: typeof discardStream;
}

/** For operations that send what may be a stream. */
export const requestStreams: RequestStreams = { bodyFrom, hash: hashBody };

/** For operations that answer with one. */
export const responseStreams: ResponseStreams = { attach: attachStream, discard: discardStream };

/** For those that do both. */
export const streams: RequestStreams & ResponseStreams = {
  bodyFrom,
  hash: hashBody,
  attach: attachStream,
  discard: discardStream,
};

/** Hashes a body that is no bytes. One that can be read only once is held in memory then. */
async function hashBody(body: BodyStream): Promise<string> {
  if (!body.repeatable) await body.hold?.();
  const hash = createSha256();
  for await (const piece of bytesOf(body)) hash.update(piece);
  return toHex(hash.digest());
}
