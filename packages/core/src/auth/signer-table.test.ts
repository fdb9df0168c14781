import { expect, test } from "vitest";
import { lazySigners } from "./lazy-signers.js";
import { findSigner } from "./signer-table.js";
import { sigv4 } from "./sigv4.js";

test("the first table that has a signer gives it, at once where it is there", () => {
  expect(findSigner("v4", [{ v4: sigv4 }, lazySigners])).toBe(sigv4);
});

test.each(Object.keys(lazySigners))("%s is loaded by its name", async (name) => {
  const signer = await findSigner(name, [lazySigners]);
  expect(signer.name).toBe(name === "v3https" ? "v3" : name);
});

test("an unknown version is refused, with those that are known", () => {
  expect(() => findSigner("v5", [{ v4: sigv4 }])).toThrow(/v5.*Known are: v4\./);
  expect(() => findSigner("toString", [{ v4: sigv4 }])).toThrow(/toString/);
});
