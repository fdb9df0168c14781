import { expect, test } from "vitest";
import { checksumFor } from "./checksum.js";
import type { ChecksumAlgorithm } from "./checksums.js";

// Made by libxxhash 0.8: one row for each formula that the length of the input chooses, and its limits.
const cases: readonly (readonly [length: number, xxhash64: string, xxhash3: string, xxhash128: string])[] = [
  [0, "ef46db3751d8e999", "2d06800538d394c2", "99aa06d3014798d86001c324468d497f"],
  [1, "e934a84adb052768", "c44bdff4074eecdb", "a6cd5e9392000f6ac44bdff4074eecdb"],
  [3, "1902c1e3e44aba40", "2cb921f7724ff98e", "c3e4b0674ae9ebd82cb921f7724ff98e"],
  [4, "e8bcef845e92b359", "7d57b4e63db73e1f", "65cdd872386ba0213e0e294ef7765733"],
  [8, "abd138341552e921", "4079378e8383b29f", "a1ab64786e3c9a92bc53f0c9c7a4a3cd"],
  [9, "0d63f09a6e558f71", "98ab5af54f268107", "431dbc6658d67030dd92b6b094dd2734"],
  [16, "4f83193e49803571", "0d5be4ad29115d57", "57754803f8e128d41e54242d0d0dc08d"],
  [17, "dee19ec80dcc4b0b", "491ece074ba66087", "27b65a7aef4dcad0ebc3cf2d1fc19344"],
  [32, "efe8056a23682cbd", "7f488a0deb8477d5", "35383f1cbd83602f2124ae7c4ca705e9"],
  [33, "b5b6563f1a3c03a1", "660bc3b45b4ea7bf", "80fa792cccc20b644d5d7788a8790eed"],
  [96, "cd9c10d90110dd00", "84298f253be297c9", "908753b0d572d28d31929b2ee0377def"],
  [97, "47a301e3e3c1eb3a", "8fd43572d9f39bc0", "16fc35626eeff8378caa78837824bea7"],
  [128, "0ca792f8b7e723eb", "29baac7700e9f209", "c6a4e79392676991369f381c61753084"],
  [129, "019c1da455853026", "1f84e86f9cce3e2b", "6f218c226510d3eef5431181ee3465b0"],
  [160, "d1b5e1f038d17391", "4e66ca83e6045b3d", "ee056c19bd2382a951cb55e95cc6332e"],
  [240, "6e00052b3e663c25", "901cd39fac852fe6", "2455ba2c3df243d38962d418fd733d40"],
  [241, "f50d7f6b691f85ef", "07059b5b381b97b6", "e0b985d54afb416507059b5b381b97b6"],
  [1024, "047a004299a96e22", "b2911441f295bf55", "daed4d3867940a8bb2911441f295bf55"],
  [1025, "0989f29453d4462c", "b6f968992f3307e0", "8bc2e6d622565b22b6f968992f3307e0"],
  [1088, "01de57213414d120", "b7d9b6822958b1b5", "314c3a1de85c57bbb7d9b6822958b1b5"],
  [1089, "1b23a103726b11da", "f03299253523d10c", "29a381a2b9f73eaef03299253523d10c"],
  [3000, "cf039eb7fb966ad5", "2531efa5d080cdf2", "acca7383d9fa299c2531efa5d080cdf2"],
  [4097, "27782118f7e86abf", "71d7f21aa0d8969a", "2df6abf6eb3310bd71d7f21aa0d8969a"],
  [5121, "20036ba7f47c51bb", "e5de4d7c6f284bfb", "5e66d3d06aa24e2be5de4d7c6f284bfb"],
  [100000, "50fe2f04dab26a53", "ade645d36e85f0b8", "0771b34850f3d394ade645d36e85f0b8"],
];

test.each(cases)("%d bytes", async (length, xxhash64, xxhash3, xxhash128) => {
  const bytes = bytesOf(length);
  expect(await checksum("xxhash64", [bytes])).toBe(xxhash64);
  expect(await checksum("xxhash3", [bytes])).toBe(xxhash3);
  expect(await checksum("xxhash128", [bytes])).toBe(xxhash128);
});

test.each<ChecksumAlgorithm>(["xxhash64", "xxhash3", "xxhash128"])(
  "%s does not depend on how bytes are cut",
  async (name) => {
    const bytes = bytesOf(2200);
    const whole = await checksum(name, [bytes]);
    for (const size of [1, 31, 32, 63, 64, 65, 1000, 1024, 1025]) {
      const pieces = [];
      for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size), new Uint8Array());
      expect(await checksum(name, pieces)).toBe(whole);
    }
  },
);

function bytesOf(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 73) % 251);
}

async function checksum(algorithm: ChecksumAlgorithm, parts: readonly Uint8Array[]): Promise<string> {
  const sum = await checksumFor(algorithm);
  for (const part of parts) sum.update(part);
  return Buffer.from(sum.digest()).toString("hex");
}
