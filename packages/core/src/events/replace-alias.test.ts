import { expect, test } from "vitest";
import { HierarchicalEmitter } from "./emitter.js";
import { replaceAlias } from "./replace-alias.js";

const canonical = replaceAlias([
  ["data.iot", "iot-data-plane"],
  ["data.jobs.iot", "iot-jobs-data-plane"],
  ["config", "config-service"],
  ["logs", "cloudwatch-logs"],
]);

test.each([
  ["a part of the name", "before-call.logs.PutLogEvents", "before-call.cloudwatch-logs.PutLogEvents"],
  ["the last part", "before-call.logs", "before-call.cloudwatch-logs"],
  ["the only part", "logs", "cloudwatch-logs"],
  ["several parts", "before-call.data.iot.Publish", "before-call.iot-data-plane.Publish"],
  ["several parts at the end", "before-call.data.jobs.iot", "before-call.iot-jobs-data-plane"],
  ["any part", "docs.before-call.logs", "docs.before-call.cloudwatch-logs"],
  ["only the first place of it", "logs.logs", "cloudwatch-logs.logs"],
  ["only the first alias of the table", "before-call.logs.config", "before-call.logs.config-service"],
  ["no part of a part", "before-call.logs-too.blogs", "before-call.logs-too.blogs"],
  ["nothing where parts of several only look alike", "metadata.iot.logs", "metadata.iot.logs"],
  ["nothing else", "before-call.s3.PutObject", "before-call.s3.PutObject"],
])("it replaces %s", (_, event, expected) => {
  expect(canonical(event)).toBe(expected);
});

test("an emitter takes older names wherever it is given a name", async () => {
  const events = new HierarchicalEmitter(canonical);
  const calls: string[] = [];
  const handler = ({ eventName }: { readonly eventName: string }): void => void calls.push(eventName);
  events.register("before-call.logs.PutLogEvents", handler);
  events.registerFirst("before-call.data.iot", handler);
  expect(events.handlersOf("before-call.cloudwatch-logs.PutLogEvents")).toEqual([handler]);
  expect(events.handlersOf("before-call.logs.PutLogEvents")).toEqual([handler]);
  const payload = {} as never;
  await events.emit("before-call.cloudwatch-logs.PutLogEvents", payload);
  await events.emitUntilResponse("before-call.data.iot.Publish", payload);
  expect(calls).toEqual(["before-call.cloudwatch-logs.PutLogEvents", "before-call.data.iot.Publish"]);
  events.unregister("before-call.cloudwatch-logs.PutLogEvents", handler);
  expect(events.handlersOf("before-call.logs.PutLogEvents")).toEqual([]);
});

test("a copy takes them, too, or others that it is given", () => {
  const handler = (): void => {};
  const events = new HierarchicalEmitter(canonical);
  events.register("before-call.logs", handler);
  expect(events.copy().handlersOf("before-call.logs")).toEqual([handler]);
  const other = events.copy(replaceAlias([["old", "new"]]));
  other.register("before-call.old", handler);
  expect(other.handlersOf("before-call.logs")).toEqual([]);
  expect(other.handlersOf("before-call.cloudwatch-logs")).toEqual([handler]);
  expect(other.handlersOf("before-call.new")).toEqual([handler]);
});
