import type { IncrementalHash } from "./incremental-hash.js";

/** What distinguishes one hash of the Merkle–Damgård family from another. */
export interface BlockFunction {
  readonly blockSize: 64 | 128;
  readonly littleEndian?: boolean;
  readonly state: Uint32Array;
  /** Mixes one block, seen as 32-bit words, into `state`. */
  readonly mix: (words: Uint32Array, state: Uint32Array) => void;
}

/** Cuts input into blocks, pads the last one with its length, and gives the state as the digest. */
export function createBlockHash({ blockSize, littleEndian = false, state, mix }: BlockFunction): IncrementalHash {
  const block = new Uint8Array(blockSize);
  const view = new DataView(block.buffer);
  const words = new Uint32Array(blockSize / 4);
  let filled = 0;
  let length = 0;

  function mixBlock(): void {
    for (let i = 0; i < words.length; i++) words[i] = view.getUint32(i * 4, littleEndian);
    mix(words, state);
    filled = 0;
  }

  function update(bytes: Uint8Array): void {
    length += bytes.length;
    for (let at = 0; at < bytes.length; ) {
      const taken = Math.min(blockSize - filled, bytes.length - at);
      block.set(bytes.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
      if (filled === blockSize) mixBlock();
    }
  }

  function digest(): Uint8Array {
    const lengthField = blockSize / 8;
    block[filled++] = 0x80;
    block.fill(0, filled);
    if (filled > blockSize - lengthField) {
      mixBlock();
      block.fill(0);
    }
    const high = Math.floor(length / 0x2000_0000);
    view.setUint32(blockSize - (littleEndian ? 4 : 8), high, littleEndian);
    view.setUint32(blockSize - (littleEndian ? 8 : 4), length << 3, littleEndian);
    mixBlock();
    const digest = new DataView(new ArrayBuffer(state.byteLength));
    state.forEach((word, index) => digest.setUint32(index * 4, word, littleEndian));
    return new Uint8Array(digest.buffer);
  }

  return { update, digest };
}
