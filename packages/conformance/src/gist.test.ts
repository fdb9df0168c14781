import { expect, test } from "vitest";
import { hasGist } from "./gist.js";

const expected = 'Invalid bucket name "a_b": Bucket name must match the regex "^[a-z]+$"';

test.each<[rule: string, message: string, has: boolean]>([
  ["other words with the same value", 'Bucket name "a_b" is invalid: it takes letters.', true],
  ["another value", 'Invalid bucket name "c": Bucket name must match.', false],
  ["the value alone", '"a_b"', false],
])("%s", (_, message, has) => {
  expect(hasGist(message, expected)).toBe(has);
});
