import { expect, test } from "vitest";
import { expandPath } from "./expand-path.js";

test.each([
  ["~/.aws/config", "/home/me/.aws/config"],
  ["~", "/home/me"],
  ["~other/config", "~other/config"],
  ["/a/~/b", "/a/~/b"],
  ["$DIR/config", "/dir/config"],
  ["${DIR}/config", "/dir/config"],
  ["$UNKNOWN/${UNKNOWN}", "$UNKNOWN/${UNKNOWN}"],
  ["$TILDE/config", "/home/me/config"],
])("%s becomes %s", (path, expected) => {
  expect(expandPath(path, { DIR: "/dir", TILDE: "~" }, "/home/me")).toBe(expected);
});

test("~ stays where there is no home", () => {
  expect(expandPath("~/.aws/config", {}, undefined)).toBe("~/.aws/config");
});
