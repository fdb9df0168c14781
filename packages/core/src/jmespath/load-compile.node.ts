import type { compile } from "./compile.js";

/** Loaded when an expression is first searched for. */
export async function loadCompile(): Promise<typeof compile> {
  return (await import("./compile.js")).compile;
}
