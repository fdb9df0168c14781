/** A hash or checksum over bytes that come in pieces. */
export interface IncrementalHash {
  update(bytes: Uint8Array): void;
  /** Ends the computation: neither method may be called again. */
  digest(): Uint8Array;
}
