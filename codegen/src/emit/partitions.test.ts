import { readFileSync } from "node:fs";
import { lowerPartitions } from "@inia/core/model";
import { expect, test } from "vitest";
import { emitPartitions } from "./partitions.js";

const root = new URL("../../../", import.meta.url);

test("core's table of partitions is the models'", async () => {
  const json: unknown = JSON.parse(readFileSync(new URL("models/partitions.json", root), "utf8"));
  const table = new URL("packages/core/src/endpoints/partitions.ts", root);
  await expect(emitPartitions(lowerPartitions(json))).toMatchFileSnapshot(table.pathname);
});

test("a region that the pattern does not match is listed, and text is escaped", () => {
  const outputs = {
    dnsSuffix: "a.b",
    dualStackDnsSuffix: "c.d",
    implicitGlobalRegion: "x-1",
    supportsFIPS: true,
    supportsDualStack: false,
  };
  const json = { partitions: [{ id: "p", outputs, regionRegex: "^x\\-\\d/$", regions: { "x-1/": {}, global: {} } }] };
  const [partition] = lowerPartitions(json);
  expect(partition).toMatchObject({ otherRegions: ["global"], supportsDualStack: false });
  expect(emitPartitions(lowerPartitions(json))).toContain(
    '["p", "a.b", "c.d", "x-1", /^x-\\d\\/$/, ["global"], true, false],',
  );
});

test("a partition without its parts is refused with its place", () => {
  expect(() => lowerPartitions({ partitions: [{ id: "p", outputs: {} }] })).toThrow("/partitions/0: expected");
});
