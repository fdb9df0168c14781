import { expect, test } from "vitest";
import { registerCustomizations } from "../../client/service-descriptor.js";
import type { CallContext } from "../../events/call-context.js";
import { HierarchicalEmitter } from "../../events/emitter.js";
import { customizations } from "../s3.js";

/** What the caller gets when S3 answers so. */
async function list(
  operation: string,
  parsed: Record<string, unknown>,
  params: Record<string, unknown> = { Bucket: "b" },
): Promise<{ params: Record<string, unknown>; parsed: Record<string, unknown> }> {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const context = {} as CallContext;
  const model = { name: operation, http: ["GET", "/{Bucket}"] } as const;
  await events.emit(`before-parameter-build.s3.${operation}`, { model, params, context });
  const httpResponse = { status: 200, headers: {} };
  await events.emit(`after-call.s3.${operation}`, { httpResponse, parsed, model, context });
  return { params, parsed };
}

test.each(["ListObjects", "ListObjectsV2", "ListObjectVersions"])("%s asks for encoded keys", async (operation) => {
  expect((await list(operation, {})).params).toEqual({ Bucket: "b", EncodingType: "url" });
});

test("ListObjects decodes keys and markers, but not its own prefix", async () => {
  const { parsed } = await list("ListObjects", {
    EncodingType: "url",
    Prefix: "a%2F",
    Delimiter: "%2F",
    Marker: "m+1",
    NextMarker: "n%0A",
    Contents: [{ Key: "a%2Fb+c%2Bd", ETag: "%41" }],
    CommonPrefixes: [{ Prefix: "a%2Fb%2F" }, {}],
  });
  expect(parsed).toEqual({
    EncodingType: "url",
    Prefix: "a%2F",
    Delimiter: "/",
    Marker: "m 1",
    NextMarker: "n\n",
    Contents: [{ Key: "a/b c+d", ETag: "%41" }],
    CommonPrefixes: [{ Prefix: "a/b/" }, {}],
  });
});

test("ListObjectsV2 decodes its prefix too, but no tokens", async () => {
  const { parsed } = await list("ListObjectsV2", {
    EncodingType: "url",
    Prefix: "a%2F",
    Delimiter: "%2F",
    StartAfter: "s+",
    NextContinuationToken: "1%2B",
    Contents: [{ Key: "%F0%9F%A6%8A" }],
    CommonPrefixes: [{ Prefix: "p%2F" }],
  });
  expect(parsed).toEqual({
    EncodingType: "url",
    Prefix: "a/",
    Delimiter: "/",
    StartAfter: "s ",
    NextContinuationToken: "1%2B",
    Contents: [{ Key: "🦊" }],
    CommonPrefixes: [{ Prefix: "p/" }],
  });
});

test("ListObjectVersions decodes versions and delete markers", async () => {
  const { parsed } = await list("ListObjectVersions", {
    EncodingType: "url",
    KeyMarker: "k%2F",
    NextKeyMarker: "n%2F",
    Prefix: "p%2F",
    Delimiter: "%2F",
    Versions: [{ Key: "v%2F" }],
    DeleteMarkers: [{ Key: "d%2F" }],
    CommonPrefixes: [{ Prefix: "c%2F" }],
  });
  expect(parsed).toEqual({
    EncodingType: "url",
    KeyMarker: "k/",
    NextKeyMarker: "n/",
    Prefix: "p/",
    Delimiter: "/",
    Versions: [{ Key: "v/" }],
    DeleteMarkers: [{ Key: "d/" }],
    CommonPrefixes: [{ Prefix: "c/" }],
  });
});

test("a caller who asks for encoding gets it", async () => {
  const answer = { EncodingType: "url", Contents: [{ Key: "a%2Fb" }] };
  const { params, parsed } = await list("ListObjectsV2", structuredClone(answer), { EncodingType: "url" });
  expect(params).toEqual({ EncodingType: "url" });
  expect(parsed).toEqual(answer);
});

test("a store that does not encode is believed", async () => {
  const answer = { Contents: [{ Key: "100%25+" }] };
  expect((await list("ListObjectsV2", structuredClone(answer))).parsed).toEqual(answer);
});
