export async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  // Most programs never need node:zlib, and importing it takes 2 ms.
  return process.getBuiltinModule("node:zlib").gzipSync(bytes);
}
