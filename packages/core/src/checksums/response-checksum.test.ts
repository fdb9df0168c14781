import { expect, test } from "vitest";
import { FlexibleChecksumError } from "../errors/call.js";
import type { ChecksumTrait } from "../schema/operation.js";
import { StreamingBody } from "../streaming/streaming-body.js";
import { bodyVerifier, type ExpectedChecksum, expectedChecksum, verifyBytes } from "./response-checksum.js";

const trait: ChecksumTrait = {
  modeMember: "ChecksumMode",
  responseAlgorithms: ["CRC64NVME", "CRC32", "CRC32C", "SHA256", "SHA1"],
};
const enabled = { ChecksumMode: "ENABLED" };

test("of several checksums the first by botocore's order is verified", () => {
  const headers = { "x-amz-checksum-sha256": "s", "x-amz-checksum-crc32": "a", "x-amz-checksum-crc32c": "c" };
  expect(expectedChecksum(headers, trait, enabled)).toEqual({ algorithm: "crc32c", value: "c" });
});

test.each<[why: string, headers: Record<string, string>, ChecksumTrait, input: Record<string, unknown>]>([
  ["nobody asked", { "x-amz-checksum-crc32": "a" }, trait, {}],
  ["the operation has no mode", { "x-amz-checksum-crc32": "a" }, {}, enabled],
  ["there is no checksum", { etag: "e" }, trait, enabled],
  ["it is one of parts", { "x-amz-checksum-crc32": "AAAAAA==-3" }, trait, enabled],
  ["the operation does not name it", { "x-amz-checksum-sha512": "a" }, trait, enabled],
])("nothing is verified when %s", (_, headers, trait, input) => {
  expect(expectedChecksum(headers, trait, input)).toBeUndefined();
});

test.each<[ExpectedChecksum["algorithm"], string]>([
  ["crc32", "NhCmhg=="],
  ["crc32c", "mnG7TA=="],
  ["crc64nvme", "M3eFcAZSQlc="],
  ["sha1", "qvTGHdzF6KLavt4PO0gs2a6pQ00="],
  ["sha256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="],
])("a body with the right %s passes, whole and streamed", async (algorithm, value) => {
  await verifyBytes(Buffer.from("hello"), { algorithm, value });
  const verifier = await bodyVerifier({ algorithm, value });
  expect(await new StreamingBody(stream("hel", "lo"), { verifier }).text()).toBe("hello");
});

test("a wrong body fails with both values, a stream at its end", async () => {
  const expected: ExpectedChecksum = { algorithm: "crc32", value: "AAAAAQ==" };
  const both = /Expected checksum AAAAAQ== did not match calculated checksum: NhCmhg==/;
  await expect(verifyBytes(Buffer.from("hello"), expected)).rejects.toThrow(both);

  const read: string[] = [];
  const reading = async () => {
    const body = new StreamingBody(stream("hel", "lo"), { verifier: await bodyVerifier(expected) });
    for await (const piece of body) read.push(Buffer.from(piece).toString());
  };
  await expect(reading()).rejects.toThrow(FlexibleChecksumError);
  expect(read).toEqual(["hel", "lo"]);
});

async function* stream(...pieces: string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece);
}
