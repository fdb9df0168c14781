import { MissingDependencyException } from "../errors/config.js";

/** Node streams do not exist here. */
export function nodeStream(_pieces: AsyncIterable<Uint8Array>): NodeJS.ReadableStream {
  throw new MissingDependencyException(
    "nodeStream() needs Node's streams, which this platform lacks: use webStream().",
  );
}
