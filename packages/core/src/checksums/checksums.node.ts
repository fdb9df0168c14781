import { createCrc32 } from "#platform/crc32";
import { createSha256 } from "#platform/sha256";
import type { Checksums } from "./checksums.js";

/** All of them; the rarer ones are loaded when they are first asked for. */
export const checksums: Checksums = {
  crc32: createCrc32,
  sha256: createSha256,
  crc32c: async () => (await import("./crc32c.js")).createCrc32c(),
  crc64nvme: async () => (await import("./crc64nvme.js")).createCrc64Nvme(),
  md5: async () => (await import("#platform/md5")).createMd5(),
  sha1: async () => (await import("#platform/sha1")).createSha1(),
  sha512: async () => (await import("#platform/sha512")).createSha512(),
  xxhash64: async () => (await import("./xxhash.js")).createXxHash64(),
  xxhash3: async () => (await import("./xxh3.js")).createXxHash3(),
  xxhash128: async () => (await import("./xxh3.js")).createXxHash128(),
};
