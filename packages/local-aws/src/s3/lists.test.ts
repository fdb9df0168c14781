import { expect, test } from "vitest";
import { s3Caller, type TestResponse } from "../testing/send.js";
import { startS3 } from "./service.js";

const keys = ["a/1", "a/2", "b", "c d+é", "d/x/1", "d/y", "\u{ff5e}", "\u{1f42c}"];

async function bucketWithKeys(endpoint: string): Promise<ReturnType<typeof s3Caller>> {
  const call = s3Caller(endpoint);
  await call("PUT", "/bkt");
  for (const key of [...keys].reverse()) {
    await call("PUT", `/bkt/${encodeURIComponent(key).replaceAll("%2F", "/")}`, { body: key });
  }
  return call;
}

function elements(response: TestResponse, name: string): string[] {
  return [...response.text.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map((match) => match[1] as string);
}

test("keys come in the order of their UTF-8 bytes", async () => {
  await using s3 = await startS3();
  const call = await bucketWithKeys(s3.endpoint);
  const list = await call("GET", "/bkt?list-type=2");
  expect(elements(list, "Key")).toEqual(keys);
  expect(list.text).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?>\n<ListBucketResult xmlns="http:\/\/s3\.amazonaws/,
  );
  expect([list.element("KeyCount"), list.element("IsTruncated")]).toEqual(["8", "false"]);
  expect(elements(list, "Owner")).toEqual([]);
  expect((await call("GET", "/bkt?list-type=2&fetch-owner=true")).text).toContain("<Owner><ID>");
});

test("version 2 pages through keys and common prefixes, each once", async () => {
  await using s3 = await startS3();
  const call = await bucketWithKeys(s3.endpoint);
  const pages: string[][] = [];
  let token: string | undefined = "";
  while (token !== undefined) {
    const more = token === "" ? "" : `&continuation-token=${encodeURIComponent(token)}`;
    const page = await call("GET", `/bkt?list-type=2&delimiter=%2F&max-keys=2${more}`);
    pages.push([...elements(page, "Key"), ...elements(page, "Prefix")]);
    token = page.element("NextContinuationToken");
    expect(page.element("IsTruncated")).toBe(String(token !== undefined));
  }
  expect(pages).toEqual([
    ["b", "a/"],
    ["c d+é", "d/"],
    ["\u{ff5e}", "\u{1f42c}"],
  ]);
});

test("version 1 pages with markers", async () => {
  await using s3 = await startS3();
  const call = await bucketWithKeys(s3.endpoint);
  const first = await call("GET", "/bkt?delimiter=%2F&max-keys=1");
  expect([elements(first, "Key"), first.element("NextMarker")]).toEqual([[], "a/"]);
  const second = await call("GET", "/bkt?delimiter=%2F&max-keys=1&marker=a%2F");
  expect(elements(second, "Key")).toEqual(["b"]);
  const plain = await call("GET", "/bkt?max-keys=3&marker=a%2F1");
  expect([elements(plain, "Key"), plain.element("NextMarker")]).toEqual([["a/2", "b", "c d+é"], undefined]);
});

test("prefix, start-after and encoding-type", async () => {
  await using s3 = await startS3();
  const call = await bucketWithKeys(s3.endpoint);
  const below = await call("GET", "/bkt?list-type=2&prefix=d%2F&delimiter=%2F");
  expect([elements(below, "Key"), elements(below, "Prefix")]).toEqual([["d/y"], ["d/", "d/x/"]]);
  expect(elements(await call("GET", "/bkt?list-type=2&start-after=b&prefix=c"), "Key")).toEqual(["c d+é"]);
  const encoded = await call("GET", "/bkt?list-type=2&encoding-type=url&prefix=c%20");
  expect([elements(encoded, "Key"), encoded.element("Prefix")]).toEqual([["c+d%2B%C3%A9"], "c+"]);
});

test.each([
  ["max-keys=x", "InvalidArgument"],
  ["encoding-type=base64", "InvalidArgument"],
  ["continuation-token=%20", "InvalidArgument"],
])("refused: %s", async (query, code) => {
  await using s3 = await startS3();
  const call = s3Caller(s3.endpoint);
  await call("PUT", "/bkt");
  expect((await call("GET", `/bkt?list-type=2&${query}`)).element("Code")).toBe(code);
});

test("max-keys=0 is an empty page that is whole", async () => {
  await using s3 = await startS3();
  const call = await bucketWithKeys(s3.endpoint);
  const page = await call("GET", "/bkt?list-type=2&max-keys=0");
  expect([elements(page, "Key"), page.element("IsTruncated")]).toEqual([[], "false"]);
});

test("buckets are listed and paged by name", async () => {
  await using s3 = await startS3();
  const call = s3Caller(s3.endpoint);
  for (const name of ["ccc", "aaa", "bbb"]) {
    await call("PUT", `/${name}`);
  }
  const first = await call("GET", "/?max-buckets=2");
  expect(elements(first, "Name")).toEqual(["aaa", "bbb"]);
  const rest = await call("GET", `/?continuation-token=${first.element("ContinuationToken")}`);
  expect([elements(rest, "Name"), rest.element("ContinuationToken")]).toEqual([["ccc"], undefined]);
});
