import { createHash } from "node:crypto";
import { fileURLToPath, pathToFileURL } from "node:url";
import { crc32 } from "node:zlib";
import { build } from "esbuild";
import type * as HashWasm from "hash-wasm";
import { benchFolder } from "../folders.js";

/** A checksum over bytes that come in pieces. */
export interface Checksum {
  update(bytes: Uint8Array): unknown;
  digest(): unknown;
}

/** Somebody's code of a checksum. */
export interface Implementation {
  readonly algorithm: string;
  readonly by: string;
  /** Loads the code and tells how a checksum is started. */
  load(): Promise<() => Checksum>;
}

export const zlib = "node:zlib";
export const inia = "Inia";
/** What browsers and workers get. */
export const iniaForWeb = "Inia for browsers";

export const implementations: readonly Implementation[] = [
  {
    algorithm: "CRC-32",
    by: zlib,
    load: async () => () => {
      let sum = 0;
      return {
        update: (bytes) => {
          sum = crc32(bytes, sum);
        },
        digest: () => sum,
      };
    },
  },
  ours("CRC-32", "crc32"),
  forWeb("CRC-32", "checksums/crc32.web.js", "createCrc32"),
  {
    algorithm: "CRC-32",
    by: "@aws-crypto/crc32",
    load: async () => {
      const { AwsCrc32 } = await import("@aws-crypto/crc32");
      return () => new AwsCrc32();
    },
  },
  byHashWasm("CRC-32", async ({ createCRC32 }) => createCRC32()),
  ours("CRC-32C", "crc32c"),
  forWeb("CRC-32C", "checksums/crc32c.js", "createCrc32c"),
  {
    algorithm: "CRC-32C",
    by: "@aws-crypto/crc32c",
    load: async () => {
      const { AwsCrc32c } = await import("@aws-crypto/crc32c");
      return () => new AwsCrc32c();
    },
  },
  byHashWasm("CRC-32C", async ({ createCRC32 }) => createCRC32(0x82f63b78)),
  ours("CRC-64/NVME", "crc64nvme"),
  forWeb("CRC-64/NVME", "checksums/crc64nvme.js", "createCrc64Nvme"),
  {
    algorithm: "CRC-64/NVME",
    by: "@aws-sdk/crc64-nvme",
    load: async () => {
      const { Crc64Nvme } = await import("@aws-sdk/crc64-nvme");
      return () => new Crc64Nvme();
    },
  },
  byHashWasm("CRC-64/NVME", async ({ createCRC64 }) => createCRC64("9a6c9329ac4bc9b5")),
  ...(["MD5", "SHA-1", "SHA-256", "SHA-512"] as const).flatMap((algorithm): Implementation[] => {
    const name = algorithm.toLowerCase().replace("-", "") as "md5" | "sha1" | "sha256" | "sha512";
    return [
      { algorithm, by: "node:crypto", load: async () => () => createHash(name) },
      ours(algorithm, name),
      forWeb(algorithm, `hash/${name}.web.js`, `create${name.charAt(0).toUpperCase()}${name.slice(1)}`),
    ];
  }),
  ours("XXH64", "xxhash64"),
  byHashWasm("XXH64", async ({ createXXHash64 }) => createXXHash64()),
  byAwsSdk("XXH64", "Xxh64"),
  ours("XXH3", "xxhash3"),
  byHashWasm("XXH3", async ({ createXXHash3 }) => createXXHash3()),
  byAwsSdk("XXH3", "Xxh3_64"),
  ours("XXH128", "xxhash128"),
  byHashWasm("XXH128", async ({ createXXHash128 }) => createXXHash128()),
  byAwsSdk("XXH128", "Xxh3_128"),
];

/** The way of every request and response. */
function ours(algorithm: string, name: string): Implementation {
  return {
    algorithm,
    by: inia,
    async load() {
      const { checksumFor } = (await core("checksums/checksum.js")) as {
        checksumFor(name: string): Checksum | Promise<Checksum>;
      };
      // Where that gives a promise, loading is what takes time: once loaded, the same function is called.
      const first = checksumFor(name);
      if (!(first instanceof Promise)) return () => checksumFor(name) as Checksum;
      const { file, create } = lazilyLoaded[name]!;
      await first;
      return ((await core(file)) as Record<string, () => Checksum>)[create]!;
    },
  };
}

function forWeb(algorithm: string, file: string, create: string): Implementation {
  return {
    algorithm,
    by: iniaForWeb,
    async load() {
      const { outputFiles } = await build({
        entryPoints: [fileURLToPath(inCore(file))],
        bundle: true,
        minify: true,
        format: "esm",
        platform: "browser",
        write: false,
        logLevel: "error",
      });
      const bundle = `data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString("base64")}`;
      return ((await import(bundle)) as Record<string, () => Checksum>)[create]!;
    },
  };
}

function byHashWasm(
  algorithm: string,
  create: (library: typeof HashWasm) => Promise<HashWasm.IHasher>,
): Implementation {
  return {
    algorithm,
    by: "hash-wasm",
    async load() {
      const hasher = await create(await import("hash-wasm"));
      return () => hasher.init();
    },
  };
}

function byAwsSdk(algorithm: string, name: "Xxh64" | "Xxh3_64" | "Xxh3_128"): Implementation {
  return {
    algorithm,
    by: "aws-sdk v3",
    async load() {
      const { [name]: Hash } = await import("@aws-sdk/checksums/xxh");
      return () => new Hash();
    },
  };
}

/** A file of core that no package offers: what is measured is inside. */
function core(file: string): Promise<unknown> {
  return import(inCore(file).href);
}

function inCore(file: string): URL {
  return new URL(`../core/dist/${file}`, pathToFileURL(benchFolder));
}

const lazilyLoaded: Readonly<Record<string, { readonly file: string; readonly create: string }>> = {
  crc32c: { file: "checksums/crc32c.js", create: "createCrc32c" },
  crc64nvme: { file: "checksums/crc64nvme.js", create: "createCrc64Nvme" },
  md5: { file: "hash/md5.node.js", create: "createMd5" },
  sha1: { file: "hash/sha1.node.js", create: "createSha1" },
  sha512: { file: "hash/sha512.node.js", create: "createSha512" },
  xxhash64: { file: "checksums/xxhash.js", create: "createXxHash64" },
  xxhash3: { file: "checksums/xxh3.js", create: "createXxHash3" },
  xxhash128: { file: "checksums/xxh3.js", create: "createXxHash128" },
};
