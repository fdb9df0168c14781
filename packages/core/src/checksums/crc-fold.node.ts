import type { FoldCrc } from "./crc-fold.js";
import { chunkLength, distances, type FoldProgram, startFoldProgram, turnLength } from "./crc-fold-program.js";

export const foldCrc32c: FoldCrc | undefined = /*#__PURE__*/ foldBy(distances.crc32c);
export const foldCrc64Nvme: FoldCrc | undefined = /*#__PURE__*/ foldBy(distances.crc64nvme);

function foldBy(crcDistances: readonly number[]): FoldCrc {
  let program: FoldProgram | undefined;
  let isTried = false;
  return (bytes, low, high) => {
    if (bytes.length < leastLength) return undefined;
    if (!isTried) program = startFoldProgram(crcDistances);
    isTried = true;
    return program && fold(program, bytes, low, high);
  };
}

/** In memory stand the words taken off last, as many as the largest distance; behind them a chunk; then the end. */
function fold({ memory, kept, run }: FoldProgram, bytes: Uint8Array, low: number, high: number): Uint8Array {
  const folded = Math.floor((bytes.length - kept) / turnLength) * turnLength;
  memory.fill(0, 0, kept);
  for (let at = 0; at < folded; at += chunkLength) {
    const length = Math.min(chunkLength, folded - at);
    memory.set(bytes.subarray(at, at + length), kept);
    if (at === 0) addRegister(memory, kept, low, high);
    run(0, kept, turnLength, length);
    memory.copyWithin(0, length, length + kept);
  }
  // The last words are not taken off: going backwards, each gets what comes from words before them only.
  const rest = bytes.subarray(folded);
  const restAt = kept + chunkLength;
  memory.set(rest, restAt);
  memory.fill(0, kept, 2 * kept);
  run(kept - turnLength, restAt + kept - turnLength, -turnLength, -turnLength);
  memory.copyWithin(2 * kept, restAt + kept, restAt + rest.length);
  return memory.subarray(kept, kept + rest.length);
}

/** A CRC's register is what the bytes so far add to the next ones. */
function addRegister(memory: Uint8Array, at: number, low: number, high: number): void {
  for (let index = 0; index < 4; index++) {
    memory[at + index]! ^= low >>> (8 * index);
    memory[at + 4 + index]! ^= high >>> (8 * index);
  }
}

// Below, tables are as fast. And most programs that sum up little never start WebAssembly.
const leastLength = 8192;
