import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { SerializedRequest } from "../http/serialized-request.js";
import { blob$ } from "../protocols/blob.js";
import { PAYLOAD, REQUIRES_LENGTH, STREAMING } from "../schema/codes.js";
import { type CompressionSettings, compressRequest } from "./compress-request.js";
import * as gzipNode from "./gzip.node.js";
import * as gzipWeb from "./gzip.web.js";

const settings: CompressionSettings = {
  disableRequestCompression: false,
  requestMinCompressionSizeBytes: 10,
  signatureVersion: "v4",
};
const putMetricData = { compression: ["gzip"] };
const stream = { compression: ["gzip"], input: { Body: ["t", blob$, PAYLOAD | STREAMING] } as const };
const sized = { compression: ["gzip"], input: { Body: ["t", blob$, PAYLOAD | STREAMING | REQUIRES_LENGTH] } as const };

test.each<[form: string, SerializedRequest["body"]]>([
  ["text", "a".repeat(10)],
  ["bytes", Buffer.from("a".repeat(10))],
  ["a form", { form: new Map([["a", "a".repeat(8)]]) }],
])("%s of the minimal size is compressed", async (_, body) => {
  const request = withBody(body);
  expect(await compressRequest(request, putMetricData, settings)).toBe(true);
  expect(gunzipSync(request.body as Uint8Array).toString()).toMatch(/^a=?a{8}a?$/);
  expect(request.headers).toEqual({ "Content-Encoding": "gzip" });
});

test("an encoding that is there stays first", async () => {
  const request = withBody("a".repeat(10));
  request.headers["content-encoding"] = "br";
  await compressRequest(request, putMetricData, settings);
  expect(request.headers).toEqual({ "Content-Encoding": "br,gzip" });
});

test("a stream is compressed whatever its size, unless its length must be known", async () => {
  const compressed = withBody(new Blob(["x"]).stream());
  expect(await compressRequest(compressed, stream, settings)).toBe(true);
  expect(gunzipSync(compressed.body as Uint8Array).toString()).toBe("x");
  expect(await compressRequest(withBody("a".repeat(99)), sized, settings)).toBe(false);
});

test.each<[why: string, Parameters<typeof compressRequest>[1], Partial<CompressionSettings>, body: string]>([
  ["the operation does not allow it", {}, {}, "a".repeat(99)],
  ["the operation allows another encoding only", { compression: ["br"] }, {}, "a".repeat(99)],
  ["it is switched off", putMetricData, { disableRequestCompression: true }, "a".repeat(99)],
  ["SigV2 signs", putMetricData, { signatureVersion: "v2" }, "a".repeat(99)],
  ["it is short", putMetricData, {}, "a".repeat(9)],
])("a body stays when %s", async (_, operation, more, body) => {
  const request = withBody(body);
  expect(await compressRequest(request, operation, { ...settings, ...more })).toBe(false);
  expect(request).toEqual(withBody(body));
});

test.each([
  ["node", gzipNode],
  ["web", gzipWeb],
])("gzip (%s) is read by everybody", async (_, { gzip }) => {
  expect(gunzipSync(await gzip(Buffer.from("naïve"))).toString()).toBe("naïve");
});

function withBody(body: SerializedRequest["body"]): SerializedRequest {
  return { method: "POST", path: "/", query: [], headers: {}, body };
}
