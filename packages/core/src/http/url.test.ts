import { expect, test } from "vitest";
import { hostAndPort, hostHeader, splitUrl } from "./url.js";

test.each([
  ["https://s3.amazonaws.com", ["https", "s3.amazonaws.com", "/", ""]],
  ["https://s3.amazonaws.com?list-type=2", ["https", "s3.amazonaws.com", "/", "list-type=2"]],
  ["http://127.0.0.1:8000/a//b/../c?x=%2F&y#frag", ["http", "127.0.0.1:8000", "/a//b/../c", "x=%2F&y"]],
  ["http://[::1]:8000/%7Ea", ["http", "[::1]:8000", "/%7Ea", ""]],
  ["HTTPS://Host/p?", ["https", "Host", "/p", ""]],
  ["http://user:pass@host/a@b", ["http", "host", "/a@b", ""]],
  ["http://host#a/b?c", ["http", "host", "/", ""]],
  ["http://host?a=/b@c", ["http", "host", "/", "a=/b@c"]],
  ["http://host/a#x?y", ["http", "host", "/a", ""]],
])("splits %s without changing its parts", (url, [scheme, host, path, query]) => {
  expect(splitUrl(url)).toEqual({ scheme, host, path, query });
});

test.each(["", "host/path", "://host", "http:///path", "http://"])("refuses %j", (url) => {
  expect(() => splitUrl(url)).toThrow(TypeError);
});

test.each([
  ["https://Example.com:443/", "example.com"],
  ["http://example.com:80/", "example.com"],
  ["http://example.com:443/", "example.com:443"],
  ["https://[FE80::1]:8443/", "[fe80::1]:8443"],
])("the Host header of %s is %s", (url, header) => {
  expect(hostHeader(splitUrl(url))).toBe(header);
});

test.each([
  ["https://example.com/", "example.com", 443],
  ["http://example.com:/", "example.com", 80],
  ["http://[::1]/", "::1", 80],
  ["http://[::1]:9000/", "::1", 9000],
])("%s connects to %s port %d", (url, hostname, port) => {
  expect(hostAndPort(splitUrl(url))).toEqual({ hostname, port });
});

test("a port that is no number is refused", () => {
  expect(() => hostAndPort(splitUrl("http://host:http/"))).toThrow('Not a port: "host:http"');
});
