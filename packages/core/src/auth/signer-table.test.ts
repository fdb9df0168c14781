import { expect, test } from "vitest";
import { otherSigners } from "./other-signers.node.js";
import { querySigners } from "./query-signers.js";
import { bearerSigners, s3Signers, sigv2Signers } from "./signer-sets.js";
import { findSigner } from "./signer-table.js";
import { sigv4 } from "./sigv4.js";

test("the first table that has a signer gives it, at once where it is there", () => {
  expect(findSigner("v4", [{ v4: sigv4 }, s3Signers])).toBe(sigv4);
});

const tables = { bearerSigners, otherSigners, querySigners, s3Signers, sigv2Signers };

test.each(Object.entries(tables))("signers of %s are those that their names say", async (_, table) => {
  for (const name of Object.keys(table)) expect((await findSigner(name, [table])).name).toBe(name);
});

test("an unknown version is refused, with those that are known", () => {
  expect(() => findSigner("v5", [{ v4: sigv4 }])).toThrow(/v5\. Known are: v4\./);
  expect(() => findSigner("toString", [{ v4: sigv4 }])).toThrow(/toString/);
});
