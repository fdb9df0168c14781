import { expect, test } from "vitest";
import { oneTimeLength } from "./one-time-length.js";

async function* stream(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(3);
}

test.each([
  ["a stream of the caller's word", stream(), "3", 3],
  ["a stream that nobody announces", stream(), undefined, undefined],
  ["an empty stream, which goes as no body", stream(), "0", undefined],
  ["bytes, which can be read again", new Uint8Array(3), "3", undefined],
])("%s", (_what, body, announced, length) => {
  const headers: Record<string, string> = announced === undefined ? {} : { "Content-Length": announced };
  expect(oneTimeLength({ method: "PUT", url: "http://h/", headers, body })).toBe(length);
});
