import {
  addI32,
  type Code,
  differI32,
  end,
  get,
  i32,
  i64,
  loop,
  repeatIf,
  set,
  startWasm,
  tee,
  unsigned,
  type WasmProgram,
} from "./wasm-module.js";
import { PRIME32_1, PRIME64_1, PRIME64_2 } from "./xxhash-primes.js";

/** Mixes whole blocks into lanes. False where that is left to the caller: few bytes, no WebAssembly. */
export type MixBlocks = (lanes: BigUint64Array, bytes: Uint8Array) => boolean;

/** XXH64's four lanes, 32 bytes at a time. */
export const mixXxHash64: MixBlocks = /*#__PURE__*/ mixer(() => startWasm(2, lanesOf(4), code64()));

/** XXH3's eight lanes, 1,024 bytes at a time, with a secret of 192. */
export function mixXxHash3(secret: Uint8Array): MixBlocks {
  return mixer(() => startWasm(2, [...lanesOf(10), i32], code3()), secret);
}

/** Lanes stand in memory, behind them the secret, then a chunk of the message. */
function mixer(start: () => WasmProgram | undefined, secret: Uint8Array = new Uint8Array()): MixBlocks {
  let program: WasmProgram | undefined;
  let isTried = false;
  return (lanes, bytes) => {
    if (bytes.length < leastLength) return false;
    if (!isTried) program = start();
    isTried = true;
    if (program === undefined) return false;
    const { run, memory } = program;
    const view = new DataView(memory.buffer);
    memory.set(secret, secretAt);
    lanes.forEach((lane, index) => view.setBigUint64(8 * index, lane, true));
    for (let at = 0; at < bytes.length; at += chunkLength) {
      const chunk = bytes.subarray(at, at + chunkLength);
      memory.set(chunk, chunkAt);
      run(chunkAt, chunkAt + chunk.length);
    }
    lanes.forEach((_, index) => {
      lanes[index] = view.getBigUint64(8 * index, true);
    });
    return true;
  };
}

/** `lane = rotate(lane + word * PRIME64_2, 31) * PRIME64_1`, all four for each block. */
function code64(): Code {
  const lanes = lanesFrom(4);
  return [
    ...lanes.flatMap(loadLane),
    ...loop,
    ...lanes.flatMap((lane, index) => [
      ...[...get(lane), ...get(at), ...load(8 * index), ...constant(PRIME64_2), ...multiply, ...add],
      ...[...constant(31n), ...rotateLeft, ...constant(PRIME64_1), ...multiply, ...set(lane)],
    ]),
    ...[...get(at), ...constantI32(32), ...addI32, ...tee(at), ...get(until), ...differI32, ...repeatIf],
    ...end,
    ...lanes.flatMap(storeLane),
  ];
}

/** For each block: sixteen stripes of 64 bytes, each with its part of the secret; then the lanes are scrambled. */
function code3(): Code {
  const lanes = lanesFrom(8);
  const [word, mixed, key] = [10, 11, 12] as const;
  const accumulate = lanes.flatMap((lane, index) => [
    ...[...get(at), ...load(8 * index), ...tee(word), ...get(key), ...load(8 * index), ...xor, ...set(mixed)],
    ...[...get(lanes[index ^ 1]!), ...get(word), ...add, ...set(lanes[index ^ 1]!)],
    ...[...get(mixed), ...constant(0xffffffffn), ...and, ...get(mixed), ...constant(32n), ...shiftRight, ...multiply],
    ...[...get(lane), ...add, ...set(lane)],
  ]);
  const scramble = lanes.flatMap((lane, index) => [
    ...[...get(lane), ...get(lane), ...constant(47n), ...shiftRight, ...xor],
    ...[...constantI32(secretAt), ...load(128 + 8 * index), ...xor, ...constant(PRIME32_1), ...multiply, ...set(lane)],
  ]);
  return [
    ...lanes.flatMap(loadLane),
    ...loop,
    ...[...constantI32(secretAt), ...set(key)],
    ...loop,
    ...accumulate,
    ...[...get(at), ...constantI32(64), ...addI32, ...set(at)],
    ...[...get(key), ...constantI32(8), ...addI32, ...tee(key)],
    ...[...constantI32(secretAt + 128), ...differI32, ...repeatIf],
    ...end,
    ...scramble,
    ...[...get(at), ...get(until), ...differI32, ...repeatIf],
    ...end,
    ...lanes.flatMap(storeLane),
  ];
}

const [at, until] = [0, 1] as const;

function lanesOf(count: number): (typeof i64)[] {
  return Array.from({ length: count }, () => i64);
}

/** The locals that hold lanes: behind the parameters. */
function lanesFrom(count: number): number[] {
  return Array.from({ length: count }, (_, index) => 2 + index);
}

function loadLane(lane: number, index: number): Code {
  return [...constantI32(0), ...load(8 * index), ...set(lane)];
}

function storeLane(lane: number, index: number): Code {
  return [...constantI32(0), ...get(lane), ...store(8 * index)];
}

// For less it is not worth starting.
const leastLength = 1024;
const secretAt = 64;
const chunkAt = 256;
/** Whole blocks of both. */
const chunkLength = 65_536;

// WebAssembly Core Specification, "Binary Format", "Numeric Instructions" and "Memory Instructions"
const constant = (value: bigint): Code => [0x42, ...signed(BigInt.asIntN(64, value))];
const constantI32 = (value: number): Code => [0x41, ...signed(BigInt(value))];
const load = (offset: number): Code => [0x29, 3, ...unsigned(offset)];
const store = (offset: number): Code => [0x37, 3, ...unsigned(offset)];
const add: Code = [0x7c];
const multiply: Code = [0x7e];
const and: Code = [0x83];
const xor: Code = [0x85];
const shiftRight: Code = [0x88];
const rotateLeft: Code = [0x89];

/** LEB128. */
function signed(value: bigint): Code {
  const low = Number(value & 127n);
  return value >= -64n && value < 64n ? [low] : [low | 128, ...signed(value >> 7n)];
}
