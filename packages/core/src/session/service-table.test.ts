import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { expect, expectTypeOf, test } from "vitest";
import { temporaryFolder } from "../config/shared-files.fixture.js";
import * as node from "./service-table.node.js";
import * as web from "./service-table.web.js";

test("the table is loaded from its file", async () => {
  const { services, partitions } = await node.loadServiceTable();
  expect(services["logs"]).toBe("cloudwatch-logs logs");
  expect(Object.keys(partitions)).toContain("aws-cn");
});

test("a bundle of one file does not have it, and says so", async () => {
  const outfile = join(temporaryFolder(), "bundle.mjs");
  const entry = fileURLToPath(new URL("service-table.node.ts", import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, format: "esm", platform: "node" });
  expect(readFileSync(outfile, "utf8")).not.toContain("cloudwatch-logs");
  const bundle = (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as typeof node;
  await expect(bundle.loadServiceTable()).rejects.toMatchObject({ name: "MissingDependencyException" });
});

test("programs elsewhere do not have it, either", async () => {
  await expect(web.loadServiceTable()).rejects.toMatchObject({ name: "MissingDependencyException" });
});

test("both platforms have the same exports", () => {
  expectTypeOf<typeof web>().toEqualTypeOf<typeof node>();
});
