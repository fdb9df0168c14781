import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import { ParamValidationError } from "../errors/call.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import { type BodyStream, bodyFrom, bufferBody } from "../streaming/input.js";
import { customizations } from "./glacier.js";

const MEBIBYTE = 1_048_576;
const events = new HierarchicalEmitter();
registerCustomizations(events, customizations);
const context = { client: { service: { apiVersion: "2012-06-01" } } } as unknown as CallContext;

async function call(
  operation: string,
  body: SerializedRequest["body"],
  headers: Record<string, string> = {},
): Promise<SerializedRequest> {
  const params: SerializedRequest = { method: "POST", path: "/-/vaults/v/archives", query: [], headers, body };
  const model = { name: operation, http: ["POST", "/"] } as const;
  await events.emit(`before-call.glacier.${operation}`, { model, params, context });
  return params;
}

function sha256(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function patterned(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, index) => index % 251);
}

test("the account is the caller's own unless it is given", async () => {
  const model = { name: "ListVaults", http: ["GET", "/"] } as const;
  for (const [given, expected] of [
    [undefined, "-"],
    [null, "-"],
    ["", ""],
    ["123456789012", "123456789012"],
  ]) {
    const params: Record<string, unknown> = { accountId: given };
    await events.emit("before-parameter-build.glacier.ListVaults", { model, params, context });
    expect(params).toEqual({ accountId: expected });
  }
});

test("every request names the version of the API, and only uploads have checksums", async () => {
  const { headers } = await call("ListVaults", undefined);
  expect(headers).toEqual({ "x-amz-glacier-version": "2012-06-01" });
});

test("a body of up to one mebibyte has the same hash twice", async () => {
  const { headers } = await call("UploadArchive", new TextEncoder().encode("hello"));
  const hash = hex(sha256("hello"));
  expect(headers).toMatchObject({ "x-amz-content-sha256": hash, "x-amz-sha256-tree-hash": hash });
});

test("no body counts as an empty one", async () => {
  const { headers } = await call("UploadArchive", undefined);
  const hash = hex(sha256(""));
  expect(headers).toMatchObject({ "x-amz-content-sha256": hash, "x-amz-sha256-tree-hash": hash });
});

test("the tree hash pairs hashes of mebibytes, and an odd one goes up alone", async () => {
  const body = patterned(2 * MEBIBYTE + 3);
  const [first, second, third] = [0, 1, 2].map((leaf) => sha256(body.subarray(leaf * MEBIBYTE, (leaf + 1) * MEBIBYTE)));
  const tree = hex(sha256(sha256(first!, second!), third!));
  const { headers } = await call("UploadMultipartPart", body);
  expect(headers).toMatchObject({ "x-amz-content-sha256": hex(sha256(body)), "x-amz-sha256-tree-hash": tree });
});

test("a Blob is hashed in place", async () => {
  const bytes = patterned(MEBIBYTE + 1);
  const blob = bodyFrom(new Blob([bytes]));
  const fromBlob = await call("UploadArchive", blob);
  const fromBytes = await call("UploadArchive", bytes);
  expect(fromBlob.headers).toEqual(fromBytes.headers);
  expect(fromBlob.body).toBe(blob);
});

test("a stream that can be read only once is kept in memory", async () => {
  async function* stream() {
    yield new TextEncoder().encode("he");
    yield new TextEncoder().encode("llo");
  }
  const { headers, body } = await call("UploadArchive", bodyFrom(stream()));
  expect(headers["x-amz-sha256-tree-hash"]).toBe(hex(sha256("hello")));
  for (let time = 0; time < 2; time++) {
    expect(new TextDecoder().decode(await bufferBody(body as BodyStream))).toBe("hello");
  }
});

test("a stream of more than 64 MiB is refused with a way out", async () => {
  async function* stream() {
    for (let at = 0; at < 65; at++) yield new Uint8Array(MEBIBYTE);
  }
  await expect(call("UploadArchive", bodyFrom(stream()))).rejects.toThrow(ParamValidationError);
});

test("checksums that are given stay, and the body is not read for both", async () => {
  const given = { "x-amz-content-sha256": "a", "x-amz-sha256-tree-hash": "b" };
  const untouchable = {
    [Symbol.asyncIterator](): never {
      throw new Error("read");
    },
  };
  const { headers } = await call("UploadArchive", untouchable, { ...given });
  expect(headers).toEqual({ ...given, "x-amz-glacier-version": "2012-06-01" });
  const half = await call("UploadArchive", new Uint8Array(), { "x-amz-sha256-tree-hash": "b" });
  expect(half.headers).toMatchObject({ "x-amz-content-sha256": hex(sha256("")), "x-amz-sha256-tree-hash": "b" });
});
