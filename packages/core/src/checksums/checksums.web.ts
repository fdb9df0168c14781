import { createCrc32 } from "#platform/crc32";
import { createMd5 } from "#platform/md5";
import { createSha1 } from "#platform/sha1";
import { createSha256 } from "#platform/sha256";
import type { Checksums } from "./checksums.js";
import { createCrc32c } from "./crc32c.js";
import { createCrc64Nvme } from "./crc64nvme.js";

/** The usual ones: a bundle of one file would hold the others, also where they are loaded lazily. */
export const checksums: Checksums = {
  crc32: createCrc32,
  crc32c: createCrc32c,
  crc64nvme: createCrc64Nvme,
  md5: createMd5,
  sha1: createSha1,
  sha256: createSha256,
};
