import { createCrc32 } from "#platform/crc32";
import { createMd5 } from "#platform/md5";
import { createSha1 } from "#platform/sha1";
import { createSha256 } from "#platform/sha256";
import { createSha512 } from "#platform/sha512";
import type { Checksums } from "./checksums.js";
import { createCrc32c } from "./crc32c.js";
import { createCrc64Nvme } from "./crc64nvme.js";
import { createXxHash3, createXxHash128 } from "./xxh3.js";
import { createXxHash64 } from "./xxhash.js";

/** All of them, as parts of a bundle; why, says `credentials/load-providers.bundled.ts`. */
export const checksums: Checksums = {
  crc32: createCrc32,
  sha256: createSha256,
  crc32c: createCrc32c,
  crc64nvme: createCrc64Nvme,
  md5: createMd5,
  sha1: createSha1,
  sha512: createSha512,
  xxhash64: createXxHash64,
  xxhash3: createXxHash3,
  xxhash128: createXxHash128,
};
