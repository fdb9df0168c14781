import { expect, test } from "vitest";
import type { HttpRequest } from "../http/message.js";
import { canonicalRequest } from "./canonical-request.js";

test("a canonical request has method, path, query, headers, names of headers and the payload's hash", () => {
  const request = get("https://example.com/a/b?z=1&a=2", { "X-Test": "v", "Content-Type": "text/plain" });
  expect(canonicalRequest(request, "HASH", true)).toEqual({
    text: "GET\n/a/b\na=2&z=1\ncontent-type:text/plain\nhost:example.com\nx-test:v\n\ncontent-type;host;x-test\nHASH",
    signedHeaders: "content-type;host;x-test",
  });
});

test.each([
  ["https://h/", "/"],
  ["https://h", "/"],
  ["https://h/a/./b/../c", "/a/c"],
  ["https://h/../../a", "/a"],
  ["https://h/a//b///", "/a/b/"],
  ["https://h/.", "/"],
  ["https://h/a%20b/~x", "/a%2520b/~x"],
  ["https://h/$delete", "/%24delete"],
  ["https://h/a:b", "/a%3Ab"],
])("the path of %s is %s, and S3's stays as it is", (url, path) => {
  expect(lines(get(url), true)[1]).toBe(path);
  expect(lines(get(url), false)[1]).toBe(url.slice("https://h".length) || "/");
});

test.each([
  ["b=2&a=1", "a=1&b=2"],
  ["a=2&a=1&a", "a=&a=1&a=2"],
  ["a-=1&a=2", "a=2&a-=1"],
  ["b=1&B=1", "B=1&b=1"],
  ["uploads", "uploads="],
  ["a=b=c", "a=b=c"],
])("the query %s becomes %s", (query, sorted) => {
  expect(lines(get(`https://h/?${query}`), false)[2]).toBe(sorted);
});

test.each([
  ["  a   b ", "a b"],
  ["a\tb", "a b"],
  ['"a  b"', '"a b"'],
  ["", ""],
  ["naïve", "naïve"],
])("the header value %j is signed as %j", (value, collapsed) => {
  expect(lines(get("https://h/", { X: value }), true)[4]).toBe(`x:${collapsed}`);
});

test("headers that intermediaries and HTTP clients change are not signed", () => {
  const changing = ["Connection", "Expect", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer"];
  const others = ["Transfer-Encoding", "Upgrade", "User-Agent", "X-Amzn-Trace-Id"];
  const headers = Object.fromEntries([...changing, ...others].map((name) => [name, "v"]));
  expect(canonicalRequest(get("https://h/", headers), "", true).signedHeaders).toBe("host");
});

test.each([
  ["https://EXAMPLE.com:443/", "example.com"],
  ["http://example.com:80/", "example.com"],
  ["http://example.com:443/", "example.com:443"],
  ["https://user:password@[::1]:9000/", "[::1]:9000"],
])("the host of %s is %s", (url, host) => {
  expect(lines(get(url), true)[3]).toBe(`host:${host}`);
});

test("a Host header that was set is the one that is signed", () => {
  expect(lines(get("https://h/", { Host: "other.example" }), true)[3]).toBe("host:other.example");
});

function get(url: string, headers: Record<string, string> = {}): HttpRequest {
  return { method: "GET", url, headers };
}

function lines(request: HttpRequest, normalizePath: boolean): string[] {
  return canonicalRequest(request, "", normalizePath).text.split("\n");
}
