import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { eventAliases, eventAliasesOf } from "./event-aliases.js";

const models = JSON.parse(readFileSync(new URL("../../../../models/services.json", import.meta.url), "utf8"));
const ids = new Set(Object.values<{ hyphenizedServiceId: string }>(models).map((row) => row.hyphenizedServiceId));

test("all aliases are names of services, and none is the name that a service has today", () => {
  expect(Object.keys(eventAliases)).toHaveLength(65);
  expect(Object.values(eventAliases).filter((id) => !ids.has(id))).toEqual([]);
  expect(Object.keys(eventAliases).filter((alias) => ids.has(alias))).toEqual([]);
});

test("a service has its own aliases, or none", () => {
  expect(eventAliasesOf("eventbridge")).toEqual(["events", "cloudwatch-events"]);
  expect(eventAliasesOf("iot-data-plane")).toEqual(["data.iot", "iot-data"]);
  expect(eventAliasesOf("s3")).toBeUndefined();
});
