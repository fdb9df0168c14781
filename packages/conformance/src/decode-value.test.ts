import { expect, test } from "vitest";
import { decodeInput, decodeValue, EventsValue, StreamValue } from "./decode-value.js";

test.each<[rule: string, encoded: unknown, value: unknown]>([
  ["bytes", { $blob: "AQI=" }, Uint8Array.of(1, 2)],
  ["timestamps", { $ts: "2026-01-02T03:04:05.250Z" }, new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 250))],
  ["negative zero", { $float: "-0" }, -0],
  ["NaN", { $float: "NaN" }, Number.NaN],
  ["long integers", { $bigint: "9223372036854775807" }, 9223372036854775807n],
  ["streams", { $stream: "YQ==" }, new StreamValue(Uint8Array.of(97))],
  ["events", { $events: [{ A: { $float: "Infinity" } }] }, new EventsValue([{ A: Number.POSITIVE_INFINITY }])],
  ["other keys with a dollar sign are data", { $: "a", "$.context": "b" }, { $: "a", "$.context": "b" }],
  ["what stands beside another key is data", { $ts: "x", other: 1 }, { $ts: "x", other: 1 }],
])("%s", (_, encoded, value) => {
  expect(decodeValue({ in: [encoded] })).toEqual({ in: [value] });
});

test("a stream in an input is a Blob", async () => {
  const { Body } = decodeInput({ Body: { $stream: "aGk=" } }) as { Body: Blob };
  expect(await Body.text()).toBe("hi");
});
