import {
  addI32,
  type Code,
  differI32,
  end,
  get,
  loop,
  repeatIf,
  set,
  startWasm,
  tee,
  unsigned,
  type WasmProgram,
} from "./wasm-module.js";

/**
 * Takes words of 16 bytes off the front of a message without changing its CRC.
 *
 * A CRC is what remains of a message, read as a polynomial with coefficients 0 and 1, after division by another one. If
 * that one divides 1 + x^a + x^b + … (exponents negative: a, b, … bits further on), a bit may be replaced by bits a, b, …
 * places behind it. Squaring a sum squares its terms when 1 + 1 is 0: what holds for a, b, … holds for 2a, 2b, …, and
 * after seven squarings for words of 128 bits. So a word goes by being XORed into those at the `distances` behind it; no
 * table is read and nothing multiplied. At most as many words as the largest distance have to stay.
 */
export interface FoldProgram extends WasmProgram {
  /** Bytes of the words that stay: the largest distance, rounded up to whole turns. */
  readonly kept: number;
  /**
   * `do memory[kept + at] = memory[source] ^ memory[kept + at - distance] ^ …; while ((at += step) != until)`, a turn of
   * words each time; `source` goes along with `at`.
   */
  readonly run: (at: number, source: number, step: number, until: number) => void;
}

/** Starts the program; undefined where there is no WebAssembly or none for vectors. Then tables do all. */
export function startFoldProgram(crcDistances: readonly number[]): FoldProgram | undefined {
  const kept = Math.ceil(Math.max(...crcDistances) / wordsInTurn) * turnLength;
  const program = startWasm(4, [], code(crcDistances, kept));
  return program && { ...program, kept };
}

function code(crcDistances: readonly number[], kept: number): Code {
  const [at, source, step, until] = [0, 1, 2, 3] as const;
  const foldWord = (offset: number): Code => [
    ...get(at),
    ...[...get(source), ...load(offset)],
    ...crcDistances.flatMap((distance) => [...get(at), ...load(kept + offset - distance * wordLength), ...xor]),
    ...store(kept + offset),
  ];
  return [
    ...loop,
    ...Array.from({ length: wordsInTurn }, (_, index) => foldWord(index * wordLength)).flat(),
    ...[...get(source), ...get(step), ...addI32, ...set(source)],
    ...[...get(at), ...get(step), ...addI32, ...tee(at)],
    ...[...get(until), ...differI32, ...repeatIf],
    ...end,
  ];
}

// Any do that fulfil the equation; a test checks it. These were searched for, by meeting in the middle: few, because each
// is a load for every word, and small, because what is left goes through tables. None may be below the words of a turn.
export const distances = {
  crc32c: [65, 155, 170, 195, 209],
  crc64nvme: [8, 20, 27, 46, 57, 62, 116, 117, 125, 158, 210, 216],
} as const;

const wordLength = 16;
const wordsInTurn = 2;
export const turnLength: number = wordsInTurn * wordLength;
/** Whole turns, and with twice what is kept less than the memory's 128 KiB. */
export const chunkLength = 65_536;

// WebAssembly Core Specification, "Binary Format", "Vector Instructions"
const load = (offset: number): Code => [0xfd, 0x00, 4, ...unsigned(offset)];
const store = (offset: number): Code => [0xfd, 0x0b, 4, ...unsigned(offset)];
const xor: Code = [0xfd, 0x51];
