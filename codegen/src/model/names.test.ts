import { expect, test } from "vitest";
import { className, isVariable } from "./names.js";

test.each([
  ["S3", "S3"],
  ["CloudWatch Logs", "CloudWatchLogs"],
  ["mq", "Mq"],
  ["Marketplace-Catalog", "MarketplaceCatalog"],
  ["WAF Regional", "WAFRegional"],
])("the service id %s names the class %s", (serviceId, name) => {
  expect(className(serviceId)).toBe(name);
});

test("a word of the language, or what is no word, names no constant", () => {
  expect(["getObject", "_delete", "$ref", "of"].map(isVariable)).toEqual([true, true, true, true]);
  expect(["delete", "await", "1st", "a-b", ""].map(isVariable)).toEqual([false, false, false, false, false]);
});
