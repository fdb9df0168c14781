import { expect, test } from "vitest";
import { split } from "./split.js";
import { substring } from "./substring.js";
import { uriEncode } from "./uri-encode.js";

const cuts: [text: string | undefined, start: number, stop: number, reverse: boolean, cut: string | undefined][] = [
  ["abcdef", 0, 3, false, "abc"],
  ["abcdef", 0, 3, true, "def"],
  ["abcdef", 1, 3, true, "de"],
  ["abcdef", 0, 6, true, "abcdef"],
  ["abcdef", 0, 7, false, undefined],
  ["abcdef", 3, 3, false, undefined],
  ["abcdef", 4, 3, true, undefined],
  ["abcdé", 0, 3, false, undefined],
  ["", 0, 1, false, undefined],
  [undefined, 0, 1, false, undefined],
];

test.each(cuts)("substring(%j, %i, %i, %j) is %j", (text, start, stop, reverse, cut) => {
  expect(substring(text, start, stop, reverse)).toBe(cut);
});

test("uriEncode keeps unreserved characters only, and what is unset", () => {
  expect(uriEncode("a-b_c.d~e f/g:h*é'")).toBe("a-b_c.d~e%20f%2Fg%3Ah%2A%C3%A9%27");
  expect(uriEncode(undefined)).toBeUndefined();
});

test("split leaves the rest to the last part, and 0 sets no limit", () => {
  expect(split("a--b--c", "--", 0)).toEqual(["a", "b", "c"]);
  expect(split("a--b--c", "--", 2)).toEqual(["a", "b--c"]);
  expect(split("a--b--c", "--", 1)).toEqual(["a--b--c"]);
  expect(split("a", "--", 3)).toEqual(["a"]);
});
