/** Bytes of WebAssembly instructions. */
export type Code = readonly number[];

/** One function over a memory of its own. */
export interface WasmProgram {
  /** Its function. Parameters are unsigned integers of 32 bits. */
  readonly run: (...parameters: readonly number[]) => void;
  /** 128 KiB. */
  readonly memory: Uint8Array;
}

/**
 * Starts a program, at once: it is short. Undefined where there is no WebAssembly (`node --jitless`), or none that knows
 * its instructions: whoever wants a program must be able to do without.
 */
export function startWasm(parameterCount: number, locals: readonly ValueType[], code: Code): WasmProgram | undefined {
  try {
    const memory = new WebAssembly.Memory({ initial: 2 });
    const module = new WebAssembly.Module(wasmModule(parameterCount, locals, code));
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    return { run: exports["run"] as WasmProgram["run"], memory: new Uint8Array(memory.buffer) };
  } catch {
    return undefined;
  }
}

export type ValueType = typeof i32 | typeof i64;
export const i32 = 0x7f;
export const i64 = 0x7e;

/** @see WebAssembly Core Specification, "Binary Format", "Modules" */
function wasmModule(parameterCount: number, locals: readonly ValueType[], code: Code): Uint8Array<ArrayBuffer> {
  const parameters = Array.from({ length: parameterCount }, () => i32);
  const body = [...unsigned(locals.length), ...locals.flatMap((type) => [1, type]), ...code, ...end];
  return Uint8Array.from([
    ...[0, ...ascii("asm"), 1, 0, 0, 0],
    ...section(1, [1, 0x60, ...sized(parameters), 0]),
    ...section(2, [1, ...sized(ascii("env")), ...sized(ascii("memory")), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...sized(ascii("run")), 0, 0]),
    ...section(10, [1, ...sized(body)]),
  ]);
}

function section(id: number, content: Code): Code {
  return [id, ...sized(content)];
}

function sized(content: Code): Code {
  return [...unsigned(content.length), ...content];
}

function ascii(text: string): Code {
  return Array.from(text, (character) => character.charCodeAt(0));
}

/** LEB128. */
export function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

// WebAssembly Core Specification, "Binary Format", "Instructions"
export const get = (local: number): Code => [0x20, local];
export const set = (local: number): Code => [0x21, local];
export const tee = (local: number): Code => [0x22, local];
export const addI32: Code = [0x6a];
export const differI32: Code = [0x47];
export const loop: Code = [0x03, 0x40];
/** Goes back to the start of the innermost loop unless zero is on the stack. */
export const repeatIf: Code = [0x0d, 0];
export const end: Code = [0x0b];
