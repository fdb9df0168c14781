import { expect, test } from "vitest";
import { FlexibleChecksumError } from "../errors/call.js";
import type { ChecksumTrait } from "../schema/operation.js";
import { collect } from "./body.js";
import { type ExpectedChecksum, expectedChecksum, verifyBytes, verifyStream } from "./response-checksum.js";

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
  expect(Buffer.from(await collect(verifyStream(stream("hel", "lo"), { algorithm, value }))).toString()).toBe("hello");
});

test("a wrong body fails with both values, a stream at its end", async () => {
  const expected: ExpectedChecksum = { algorithm: "crc32", value: "AAAAAQ==" };
  const both = /Expected checksum AAAAAQ== did not match calculated checksum: NhCmhg==/;
  await expect(verifyBytes(Buffer.from("hello"), expected)).rejects.toThrow(both);

  const read: string[] = [];
  const reading = async () => {
    for await (const piece of verifyStream(stream("hel", "lo"), expected)) read.push(Buffer.from(piece).toString());
  };
  await expect(reading()).rejects.toThrow(FlexibleChecksumError);
  expect(read).toEqual(["hel", "lo"]);
});

test("whoever stops reading early gets no error, and the source is closed", async () => {
  let closed = false;
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      yield* stream("hel", "lo");
    } finally {
      closed = true;
    }
  }
  for await (const _ of verifyStream(source(), { algorithm: "crc32", value: "AAAAAQ==" })) break;
  expect(closed).toBe(true);
});

test("an error of the source goes through", async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("hel");
    throw new Error("connection lost");
  }
  await expect(collect(verifyStream(broken(), { algorithm: "crc32", value: "NhCmhg==" }))).rejects.toThrow(
    "connection lost",
  );
});

async function* stream(...pieces: string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece);
}
