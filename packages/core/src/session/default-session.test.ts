import { expect, expectTypeOf, test } from "vitest";
import * as node from "./default-session.node.js";
import * as web from "./default-session.web.js";
import { Session } from "./session.js";

test("there is one default session, made when it is first asked for", () => {
  expect(node.defaultSession()).toBeInstanceOf(Session);
  expect(node.defaultSession()).toBe(node.defaultSession());
});

test("without an environment there is none", () => {
  expect(web.defaultSession()).toBeUndefined();
});

test("both platforms have the same exports", () => {
  expectTypeOf<typeof web>().toEqualTypeOf<typeof node>();
});
