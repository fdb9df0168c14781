/** Bytes of WebAssembly instructions. */
export type Code = readonly number[];

/**
 * Writes a WebAssembly module of one function, `run`, over the memory that it imports as `env.memory`.
 *
 * @see WebAssembly Core Specification, "Binary Format"
 */
export function wasmModule(parameterCount: number, code: Code): Uint8Array<ArrayBuffer> {
  const parameters = Array.from({ length: parameterCount }, () => i32);
  const body = [0, ...code, end];
  return Uint8Array.from([
    ...[0, ...ascii("asm"), 1, 0, 0, 0],
    ...section(1, [1, 0x60, ...sized(parameters), 0]),
    ...section(2, [1, ...sized(ascii("env")), ...sized(ascii("memory")), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...sized(ascii("run")), 0, 0]),
    ...section(10, [1, ...sized(body)]),
  ]);
}

/** Unsigned LEB128. */
export function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
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

const i32 = 0x7f;
const end = 0x0b;
