import { expect, test } from "vitest";
import { environmentProxies } from "./environment-proxies.node.js";

type Environment = Readonly<Record<string, string>>;
const proxied = { https_proxy: "http://proxy:3128" };
const endpoint = "https://s3.us-east-1.amazonaws.com";

test.each<[string, Environment, object | undefined]>([
  ["nothing is set", {}, undefined],
  ["lower case", { http_proxy: "a", https_proxy: "b" }, { http: "a", https: "b" }],
  ["upper case", { HTTP_PROXY: "a", HTTPS_PROXY: "b" }, { http: "a", https: "b" }],
  ["lower case wins", { HTTPS_PROXY: "a", https_proxy: "b" }, { https: "b" }],
  ["also when it is empty", { HTTPS_PROXY: "a", https_proxy: "", HTTP_PROXY: "c" }, { http: "c" }],
  ["an empty one is none", { HTTPS_PROXY: "" }, undefined],
  ["ALL_PROXY is not read", { ALL_PROXY: "a", all_proxy: "a" }, undefined],
  [
    "a CGI program's HTTP_PROXY is the client's",
    { HTTP_PROXY: "a", HTTPS_PROXY: "b", REQUEST_METHOD: "GET" },
    { https: "b" },
  ],
  ["its http_proxy is not", { http_proxy: "a", REQUEST_METHOD: "GET" }, { http: "a" }],
])("%s", (_, environment, expected) => {
  expect(environmentProxies(environment, () => endpoint)).toEqual(expected);
});

test.each<[string, string, boolean]>([
  ["s3.us-east-1.amazonaws.com", endpoint, true],
  ["amazonaws.com", endpoint, true],
  [".amazonaws.com", endpoint, true],
  ["..AmazonAWS.com ", endpoint, true],
  ["localhost, amazonaws.com", endpoint, true],
  ["us-east-1.amazonaws.co", endpoint, false],
  ["onaws.com", endpoint, false],
  ["my-bucket.s3.us-east-1.amazonaws.com", endpoint, false],
  ["*", endpoint, true],
  ["*.amazonaws.com", endpoint, false],
  ["*,localhost", endpoint, false],
  [" , ", endpoint, false],
  ["127.0.0.1", "http://127.0.0.1:9000", true],
  ["127.0.0.1:9000", "http://127.0.0.1:9000", true],
  ["127.0.0.1:9001", "http://127.0.0.1:9000", false],
  ["127.0.0.0/8", "http://127.0.0.1:9000", false],
  ["LOCALHOST", "http://LocalHost:9000/path", true],
])("NO_PROXY=%s and %s", (noProxy, url, isListed) => {
  expect(environmentProxies({ ...proxied, NO_PROXY: noProxy }, () => url)).toEqual(
    isListed ? undefined : { https: proxied.https_proxy },
  );
});

test("an empty no_proxy takes the place of NO_PROXY", () => {
  expect(environmentProxies({ ...proxied, NO_PROXY: "*", no_proxy: "" }, () => endpoint)).toBeDefined();
});

test("the endpoint is looked at only where it matters", () => {
  const notNeeded = (): string => expect.unreachable();
  expect(environmentProxies({ NO_PROXY: "amazonaws.com" }, notNeeded)).toBeUndefined();
  expect(environmentProxies(proxied, notNeeded)).toBeDefined();
  expect(environmentProxies({ ...proxied, NO_PROXY: "amazonaws.com" }, () => undefined)).toBeDefined();
});
