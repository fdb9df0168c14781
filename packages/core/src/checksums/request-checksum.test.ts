import { expect, test } from "vitest";
import { FlexibleChecksumError } from "../errors/call.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import { HEADER, STRING } from "../schema/codes.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { type BodyStream, bodyFrom, bufferBody } from "../streaming/input.js";
import { applyRequestChecksum, type RequestChecksumSettings, resolveRequestChecksum } from "./request-checksum.js";

type Traits = Pick<OperationDescriptor, "checksum" | "input">;

const putObject: Traits = {
  checksum: { algorithmMember: "ChecksumAlgorithm" },
  input: { ChecksumAlgorithm: ["t", STRING, HEADER, "x-amz-sdk-checksum-algorithm"] },
};
const deleteObjects: Traits = { ...putObject, checksum: { required: 1, algorithmMember: "ChecksumAlgorithm" } };
const required: Traits = { checksum: { required: 1 } };
const streamed: RequestChecksumSettings = {
  calculation: "when_supported",
  isHttps: true,
  hasStreamingInput: true,
  signatureVersion: "s3v4",
};
const chunked: RequestChecksumSettings = { ...streamed, isHttps: false, signsChunks: true };
const buffered: RequestChecksumSettings = { ...streamed, hasStreamingInput: false };
const whenRequired: RequestChecksumSettings = { ...streamed, calculation: "when_required" };
const otherStore: RequestChecksumSettings = { ...whenRequired, isS3Compatible: true };

test.each<[rule: string, Traits, input: object, RequestChecksumSettings, expected: string | undefined]>([
  ["CRC32 where it is supported", putObject, {}, streamed, "crc32 trailer"],
  ["none where it is not required", putObject, {}, whenRequired, undefined],
  ["CRC32 where it is required", deleteObjects, {}, { ...whenRequired, hasStreamingInput: false }, "crc32 header"],
  ["CRC32 for the older trait", required, {}, buffered, "crc32 header"],
  ["none without a trait", {}, {}, buffered, undefined],
  ["the algorithm asked for", putObject, { ChecksumAlgorithm: "SHA256" }, whenRequired, "sha256 trailer"],
  ["a header over http", putObject, {}, { ...streamed, isHttps: false }, "crc32 header"],
  ["a signed trailer for a stream over http", putObject, {}, chunked, "crc32 signed-trailer"],
  [
    "a header for other stores, where it is asked for",
    putObject,
    { ChecksumAlgorithm: "CRC32" },
    { ...chunked, ...otherStore, isHttps: false },
    "crc32 header",
  ],
  ["a header with S3's old signature", putObject, {}, { ...streamed, signatureVersion: "s3" }, "crc32 header"],
  ["a header for other stores", putObject, { ChecksumAlgorithm: "SHA256" }, otherStore, "sha256 header"],
  ["none for other stores unless required", putObject, {}, otherStore, undefined],
  ["MD5 for other stores where it is", deleteObjects, {}, otherStore, "md5 header"],
  [
    "CRC32 for other stores that are said to support it",
    putObject,
    {},
    { ...otherStore, calculation: "when_supported" },
    "crc32 header",
  ],
  ["none for presigned requests", deleteObjects, {}, { ...buffered, isPresigned: true }, undefined],
  [
    "what a presigned request asks for",
    deleteObjects,
    { ChecksumAlgorithm: "CRC32" },
    { ...buffered, isPresigned: true },
    "crc32 header",
  ],
])("%s", (_, operation, input, settings, expected) => {
  const checksum = resolveRequestChecksum(request(), operation, { ...input }, settings);
  expect(checksum && `${checksum.algorithm} ${checksum.place}`).toBe(expected);
});

test.each(["x-amz-checksum-sha1", "X-Amz-Checksum-Type", "x-amz-checksum-mode"])(
  "%s of the caller switches it off",
  (name) => {
    expect(resolveRequestChecksum(request({ headers: { [name]: "v" } }), putObject, {}, streamed)).toBeUndefined();
  },
);

test("an algorithm that cannot be computed is refused", () => {
  const input = { ChecksumAlgorithm: "MD5" };
  expect(() => resolveRequestChecksum(request(), putObject, input, streamed)).toThrow(FlexibleChecksumError);
  expect(() => resolveRequestChecksum(request(), putObject, input, streamed)).toThrow(
    "Unsupported checksum algorithm: md5",
  );
});

test("a checksum goes into a header, with the algorithm's name where the caller chose none", async () => {
  const sent = request({ body: "hello checksum oak" });
  await apply(sent, deleteObjects, {}, buffered);
  expect(sent.headers).toEqual({ "x-amz-checksum-crc32": "KN3z4Q==", "x-amz-sdk-checksum-algorithm": "CRC32" });
  expect(sent.body).toBe("hello checksum oak");

  const chosen = request({ body: "hello checksum oak" });
  await apply(chosen, deleteObjects, { ChecksumAlgorithm: "CRC32C" }, buffered);
  expect(chosen.headers).toEqual({ "x-amz-checksum-crc32c": "fXIovg==" });
});

test("no body has the checksum of nothing", async () => {
  const sent = request();
  await apply(sent, required, {}, buffered);
  expect(sent.headers).toEqual({ "x-amz-checksum-crc32": "AAAAAA==" });
});

test("a trailer makes the body aws-chunked, keeps other encodings and tells the length", async () => {
  const sent = request({ headers: { "content-encoding": "gzip", "Content-Length": "5" }, body: "hello" });
  await apply(sent, putObject, {}, streamed);
  expect(sent.headers).toEqual({
    "Transfer-Encoding": "chunked",
    "Content-Encoding": "gzip,aws-chunked",
    "X-Amz-Trailer": "x-amz-checksum-crc32",
    "X-Amz-Decoded-Content-Length": "5",
    "x-amz-sdk-checksum-algorithm": "CRC32",
  });
  expect(Buffer.from(sent.body as Uint8Array).toString()).toBe(
    "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
  );
});

test("the length of a stream is the one that the caller states, or unknown", async () => {
  const [stated, unknown] = [
    request({ body: stream(), headers: { "Content-Length": "7" } }),
    request({ body: stream() }),
  ];
  await apply(stated, putObject, {}, streamed);
  await apply(unknown, putObject, {}, streamed);
  expect(stated.headers).toMatchObject({ "X-Amz-Decoded-Content-Length": "7" });
  expect(stated.headers).not.toHaveProperty("Content-Length");
  expect(unknown.headers).not.toHaveProperty("X-Amz-Decoded-Content-Length");
});

test("a stream whose checksum goes before it is read first", async () => {
  const sent = request({ body: bodyFrom(stream()) });
  await apply(sent, putObject, {}, { ...streamed, isHttps: false });
  expect(sent.headers).toHaveProperty("x-amz-checksum-crc32", "NhCmhg==");
  expect(Buffer.from(await bufferBody(sent.body as BodyStream)).toString()).toBe("hello");
});

test("a header that a handler set meanwhile stands", async () => {
  const sent = request({ body: "hello" });
  const checksum = resolveRequestChecksum(sent, deleteObjects, {}, buffered)!;
  sent.headers["X-AMZ-Checksum-CRC32"] = "own";
  await applyRequestChecksum(sent, checksum);
  expect(sent.headers).toEqual({ "X-AMZ-Checksum-CRC32": "own", "x-amz-sdk-checksum-algorithm": "CRC32" });
});

test("a stream too long to be read first is refused", async () => {
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) yield new Uint8Array(8_000_000);
  }
  await expect(bufferBody(bodyFrom(endless()))).rejects.toThrow(/longer than 67108864 bytes/);
});

async function apply(
  request: SerializedRequest,
  operation: Traits,
  input: Record<string, unknown>,
  settings: RequestChecksumSettings,
): Promise<void> {
  await applyRequestChecksum(request, resolveRequestChecksum(request, operation, input, settings)!);
}

function request(parts: Partial<SerializedRequest> = {}): SerializedRequest {
  return { method: "PUT", path: "/", query: [], headers: {}, body: undefined, ...parts };
}

async function* stream(): AsyncGenerator<Uint8Array> {
  yield Buffer.from("hel");
  yield Buffer.from("lo");
}

test("other stores get Content-MD5, unless the caller gives one", async () => {
  const checksum = resolveRequestChecksum(request(), deleteObjects, {}, otherStore)!;
  const sent = request({ body: new TextEncoder().encode("123456789") });
  await applyRequestChecksum(sent, checksum);
  expect(sent.headers).toEqual({ "Content-MD5": "JfnnlDI7RTiF9RgfG2JNCw==" });
  const given = request({ headers: { "content-md5": "given" } });
  await applyRequestChecksum(given, checksum);
  expect(given.headers).toEqual({ "content-md5": "given" });
});
