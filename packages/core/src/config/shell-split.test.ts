import { expect, test } from "vitest";
import { shellSplit } from "./shell-split.js";

test.each<[text: string, words: string[] | undefined]>([
  ["a  b\tc\nd", ["a", "b", "c", "d"]],
  ["", []],
  [`a "b c" 'd e'`, ["a", "b c", "d e"]],
  [`a"b"'c'`, ["abc"]],
  [`""`, [""]],
  [String.raw`a\ b \" \\`, ["a b", '"', "\\"]],
  [String.raw`"a\"b\\c\d"`, [String.raw`a"b\c\d`]],
  [String.raw`'a\b'`, [String.raw`a\b`]],
  [`"open`, undefined],
  ["'open", undefined],
  ["end\\", undefined],
])("%j is %j", (text, words) => {
  expect(shellSplit(text)).toEqual(words);
});
