import { expect, test } from "vitest";
import { parseUrl } from "./parse-url.js";

const parsed: [url: string, authority: string, path: string, normalizedPath: string, isIp: boolean][] = [
  ["https://example.com", "example.com", "", "/", false],
  ["https://example.com:8443/a/b", "example.com:8443", "/a/b", "/a/b/", false],
  ["HTTPS://Example.com/", "Example.com", "/", "/", false],
  ["https://h/a/../b//./c/", "h", "/a/../b//./c/", "/b/c/", false],
  ["https://h/..", "h", "/..", "/", false],
  ["https://h/a b%20é", "h", "/a b%20é", "/a%20b%2520%C3%A9/", false],
  ["https://h/a;x=1#fragment", "h", "/a", "/a/", false],
  ["https://h/a;x/b;y", "h", "/a;x/b", "/a%3Bx/b/", false],
  ["https://h?", "h", "", "/", false],
  ["https://user:secret@h:80/p", "user:secret@h:80", "/p", "/p/", false],
  ["http://127.0.0.1:9000", "127.0.0.1:9000", "", "/", true],
  ["http://[::1]:9000/p", "[::1]:9000", "/p", "/p/", true],
  ["http://[fe80::1%25eth0]", "[fe80::1%25eth0]", "", "/", true],
];

test.each(parsed)("%s has its parts", (url, authority, path, normalizedPath, isIp) => {
  const scheme = url.slice(0, url.indexOf(":")).toLowerCase();
  expect(parseUrl(url)).toEqual({ scheme, authority, path, normalizedPath, isIp });
});

const refused = [
  undefined,
  "",
  "example.com",
  "ftp://example.com",
  "https:/example.com",
  "https://",
  "https://example.com?a=b",
  "https://example.com:port",
  "https://example.com:65536",
  "https://[::1",
  "https://[host]",
];

test.each(refused)("%j is no endpoint's URL", (url) => {
  expect(parseUrl(url)).toBeUndefined();
});
