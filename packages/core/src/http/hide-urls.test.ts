import { inspect } from "node:util";
import { expect, test } from "vitest";
import { hideUrls } from "./hide-urls.js";

test.each([
  ["sending to https://user:word@host:8000/key?X-Amz-Signature=abc failed", "sending to https://host:8000/… failed"],
  ['connect to "http://host/a/b", twice (http://host?a=b)', 'connect to "http://host/…", twice (http://host/…)'],
  ["http://host alone", "http://host alone"],
  ['Headers.append: "se\ncret" is an invalid header value.', "Headers.append: … is an invalid header value."],
  ["nothing to hide", "nothing to hide"],
])("%s", (message, hidden) => {
  const error = new Error(message);
  hideUrls(error);
  expect(error.message).toBe(hidden);
});

test("stacks, fields, causes and the errors of an aggregate are gone through", () => {
  const url = "https://host/secret?token=secret";
  const inner = Object.assign(new TypeError(url), { path: url, input: url });
  const error = new Error("outer", { cause: new AggregateError([inner, "no error"], url) });
  hideUrls(error);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("secret");
  expect(inspect(error, { depth: 9 })).toContain("https://host/…");
});

test("what cannot be changed is left", () => {
  const frozen = Object.freeze(new Error("https://host/path"));
  expect(() => hideUrls(frozen)).not.toThrow();
  const circular = new Error("https://host/path");
  circular.cause = circular;
  expect(() => hideUrls(circular)).not.toThrow();
  expect(() => hideUrls("https://host/path")).not.toThrow();
});
