import type { RareChecksums } from "./rare-checksums.js";

/** All of them, each loaded when it is first asked for. */
export const rareChecksums: RareChecksums = {
  xxhash64: async () => (await import("./xxhash.js")).createXxHash64(),
  xxhash3: async () => (await import("./xxh3.js")).createXxHash3(),
  xxhash128: async () => (await import("./xxh3.js")).createXxHash128(),
};
