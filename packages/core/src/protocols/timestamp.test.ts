import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ParamValidationError } from "../errors/call.js";
import { ResponseParserError } from "../errors/parser.js";
import { formatTimestamp, isTimestampInput, parseTimestamp } from "./timestamp.js";

const date = new Date("2021-03-04T05:06:07.000Z");
const withMillis = new Date("2021-03-04T05:06:07.089Z");

describe("formatTimestamp", () => {
  test.each([
    ["a date without fraction as ISO 8601", date, "iso8601", "2021-03-04T05:06:07Z"],
    ["a fraction has six digits in ISO 8601", withMillis, "iso8601", "2021-03-04T05:06:07.089000Z"],
    ["epoch seconds are cut to whole ones", withMillis, "unixTimestamp", 1614834367],
    ["seconds before the epoch are cut downwards", new Date(-500), "unixTimestamp", -1],
    ["RFC 822 in GMT", withMillis, "rfc822", "Thu, 04 Mar 2021 05:06:07 GMT"],
    ["epoch seconds as a number", 1614834367, "iso8601", "2021-03-04T05:06:07Z"],
    ["a fraction of epoch seconds, to the microsecond", 1614834367.123456, "iso8601", "2021-03-04T05:06:07.123456Z"],
    ["epoch seconds as text", "1614834367", "iso8601", "2021-03-04T05:06:07Z"],
    ["ISO 8601 text is read and written anew", "2021-03-04T06:06:07+01:00", "iso8601", "2021-03-04T05:06:07Z"],
    ["microseconds of ISO 8601 text", "2021-03-04T05:06:07.123456Z", "iso8601", "2021-03-04T05:06:07.123456Z"],
    ["text without a zone is UTC", "2021-03-04T05:06:07", "unixTimestamp", 1614834367],
    ["a day alone is its midnight", "2021-03-04", "iso8601", "2021-03-04T00:00:00Z"],
    ["RFC 822 text", "Thu, 04 Mar 2021 05:06:07 GMT", "unixTimestamp", 1614834367],
  ] as const)("%s", (_, value, format, expected) => {
    expect(formatTimestamp(value, format)).toBe(expected);
  });

  test.each([
    ["ISO 8601", "iso8601", "2021-03-04T05:06:07.089Z"],
    ["epoch seconds", "unixTimestamp", 1614834367.089],
    ["RFC 822 stays at seconds", "rfc822", "Thu, 04 Mar 2021 05:06:07 GMT"],
  ] as const)("with milliseconds: %s", (_, format, expected) => {
    expect(formatTimestamp(withMillis, format, true)).toBe(expected);
  });

  test("with milliseconds, whole seconds have three zeros", () => {
    expect(formatTimestamp(date, "iso8601", true)).toBe("2021-03-04T05:06:07.000Z");
  });

  test("what is no point in time is refused", () => {
    for (const value of [new Date(Number.NaN), "yesterday", null, {}, Number.POSITIVE_INFINITY]) {
      expect(() => formatTimestamp(value, "iso8601")).toThrow(ParamValidationError);
      expect(isTimestampInput(value)).toBe(false);
    }
  });
});

test("headers are cut to seconds in every format", () => {
  expect(formatTimestamp(withMillis, "iso8601", false, true)).toBe("2021-03-04T05:06:07Z");
  expect(formatTimestamp(withMillis, "iso8601", true, true)).toBe("2021-03-04T05:06:07.000Z");
  expect(formatTimestamp(withMillis, "unixTimestamp", false, true)).toBe(1614834367);
});

describe("parseTimestamp", () => {
  test.each([
    ["epoch seconds", 1614834367, "2021-03-04T05:06:07.000Z"],
    ["epoch seconds with a fraction", 1614834367.089, "2021-03-04T05:06:07.089Z"],
    ["epoch seconds as text", "1614834367.089", "2021-03-04T05:06:07.089Z"],
    ["epoch seconds in exponent form", "1.614834367E9", "2021-03-04T05:06:07.000Z"],
    ["seconds before the epoch", -1.5, "1969-12-31T23:59:58.500Z"],
    ["ISO 8601", "2021-03-04T05:06:07Z", "2021-03-04T05:06:07.000Z"],
    ["ISO 8601 with milliseconds", "2021-03-04T05:06:07.089Z", "2021-03-04T05:06:07.089Z"],
    ["ISO 8601 with more digits than a date holds", "2021-03-04T05:06:07.0899Z", "2021-03-04T05:06:07.089Z"],
    ["ISO 8601 with an offset to the east", "2021-03-04T07:36:07+02:30", "2021-03-04T05:06:07.000Z"],
    ["ISO 8601 with an offset to the west", "2021-03-04T04:06:07-0100", "2021-03-04T05:06:07.000Z"],
    ["ISO 8601 in its basic form", "20210304T050607Z", "2021-03-04T05:06:07.000Z"],
    ["ISO 8601 with a blank for T", "2021-03-04 05:06:07", "2021-03-04T05:06:07.000Z"],
    ["the last day of a month", "2021-03-31T05:06:07Z", "2021-03-31T05:06:07.000Z"],
    ["RFC 822", "Thu, 04 Mar 2021 05:06:07 GMT", "2021-03-04T05:06:07.000Z"],
    ["RFC 822 without a weekday", "4 Mar 2021 05:06:07 +0000", "2021-03-04T05:06:07.000Z"],
    ["RFC 822 with a fraction", "Thu, 04 Mar 2021 05:06:07.089 GMT", "2021-03-04T05:06:07.089Z"],
    ["RFC 850", "Thursday, 04-Mar-21 05:06:07 GMT", "2021-03-04T05:06:07.000Z"],
  ])("%s", (_, value, expected) => {
    expect(parseTimestamp(value).toISOString()).toBe(expected);
  });

  test.each([
    "",
    " ",
    "2021-02-30T00:00:00Z",
    "2021-13-01T00:00:00Z",
    "2021-03-04T25:00:00Z",
    "Thu, 04 Abc 2021 05:06:07 GMT",
    "true",
    1e20,
    null,
    undefined,
    {},
  ])("%j is an error of the response", (value) => {
    expect(() => parseTimestamp(value)).toThrow(ResponseParserError);
  });

  test("every format reads back", () => {
    const seconds = fc.integer({ min: -62_135_596_800, max: 253_402_300_799 });
    fc.assert(
      fc.property(seconds, fc.constantFrom("iso8601", "unixTimestamp", "rfc822"), (value, format) => {
        expect(parseTimestamp(formatTimestamp(value, format as "iso8601")).getTime()).toBe(value * 1000);
      }),
    );
  });
});
