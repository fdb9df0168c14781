import { compile } from "./compile.js";

/** A bundle of one file holds it in any case; loaded lazily, it would have bundlers wrap what other modules share. */
export async function loadCompile(): Promise<typeof compile> {
  return compile;
}
