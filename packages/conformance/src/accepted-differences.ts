import { isPlain } from "./decode-value.js";
import type { ClientSettings, Kind, Row } from "./vectors/row.js";

/**
 * Where Inia differs from botocore on purpose. A rule maps a client's settings, or a pair of expected and actual
 * value; what comes of it is compared like everything else. A rule that no vector needs any more is an error.
 */
export interface AcceptedDifference {
  readonly name: string;
  readonly reason: string;
  readonly kinds: readonly Kind[];
  /** Makes a pair comparable; undefined where the rule does not apply. */
  readonly pair?: (
    expected: unknown,
    actual: unknown,
    where: string,
  ) => readonly [expected: unknown, actual: unknown] | undefined;
  /** The settings by which Inia does what botocore does without them. */
  readonly client?: (row: Row) => ClientSettings | undefined;
}

export const acceptedDifferences: readonly AcceptedDifference[] = [
  {
    name: "json-float-words",
    reason:
      "JSON has no NaN and Infinity; services send them as strings. Where the model says float they are numbers here, strings in botocore.",
    kinds: ["response", "error"],
    pair: (expected, actual) =>
      typeof expected === "string" && typeof actual === "number" && nonFinite.has(expected)
        ? [Number(expected), actual]
        : undefined,
  },
  {
    name: "header-map-keys",
    reason:
      "A map that is made of headers has their names in lower case, as fetch gives them; botocore keeps the case of the wire.",
    kinds: ["response", "protocol"],
    pair: (expected, actual, where) => {
      if (!isPlain(expected) || !isPlain(actual) || where.split(".").length > 2) return undefined;
      const lower = Object.fromEntries(Object.entries(expected).map(([name, value]) => [name.toLowerCase(), value]));
      return Object.keys(actual).every((name) => Object.hasOwn(lower, name)) ? [lower, actual] : undefined;
    },
  },
  {
    name: "policy-documents",
    reason: "The model says string: policies and templates are percent-decoded JSON text, where botocore parses them.",
    kinds: ["response"],
    pair: (expected, actual) => {
      if (typeof actual !== "string" || typeof expected !== "object" || expected === null) return undefined;
      try {
        return [expected, JSON.parse(actual)];
      } catch {
        return undefined;
      }
    },
  },
  {
    name: "unknown-union-members",
    reason:
      "A union's member that the model does not know is `$unknown: [name, value]`; botocore gives the name alone, as SDK_UNKNOWN_MEMBER.",
    kinds: ["response", "error", "protocol"],
    pair: (expected, actual) => {
      if (!isPlain(expected) || !isPlain(actual) || !Array.isArray(actual["$unknown"])) return undefined;
      const { SDK_UNKNOWN_MEMBER: unknown, ...others } = expected;
      if (!isPlain(unknown)) return undefined;
      const { $unknown, ...rest } = actual;
      return [
        { ...others, $unknown: [unknown["name"]] },
        { ...rest, $unknown: $unknown.slice(0, 1) },
      ];
    },
  },
  {
    name: "null-members-of-errors",
    reason:
      "botocore's handlers set a member also where the service answered with an error, to None (GetBucketLocation); here a member that is not there is absent.",
    kinds: ["error"],
    pair: (expected, actual) => (expected === null && actual === undefined ? [actual, actual] : undefined),
  },
  {
    name: "cbor-tags",
    reason: "A CBOR tag without meaning in AWS's protocols is passed over, and its value taken.",
    kinds: ["cbor"],
    pair: (expected, actual) =>
      isPlain(expected) && isPlain(expected["tag"]) ? [expected["tag"]["value"], actual] : undefined,
  },
  {
    name: "suites: charset of forms",
    reason: "AWS's suites leave out the charset that botocore sends (golden vectors of query and ec2).",
    kinds: ["protocol"],
    pair: (expected, actual, where) =>
      where === "header Content-Type" && expected === "application/x-www-form-urlencoded"
        ? [`${expected}; charset=utf-8`, actual]
        : undefined,
  },
  {
    name: "suites: content type of XML and of payloads",
    reason:
      "AWS's suites expect a Content-Type that botocore does not send: of XML bodies, and of blobs and strings that are the whole body (golden vectors of rest-xml and rest-json).",
    kinds: ["protocol"],
    pair: (expected, actual, where) =>
      where === "header Content-Type" && unsentTypes.has(expected) ? [undefined, actual] : undefined,
  },
  {
    name: "suites: lists in headers",
    reason: "AWS's suites write lists in headers with spaces, botocore without.",
    kinds: ["protocol"],
    pair: (expected, actual, where) =>
      where.startsWith("header ") && typeof expected === "string" && expected.includes(", ")
        ? [expected.replaceAll(", ", ","), actual]
        : undefined,
  },
  {
    name: "suites: length of bodies",
    reason:
      "Old suites are about serialisers, which leave Content-Length to the transport; a request that is sent has it (golden vectors).",
    kinds: ["protocol"],
    pair: (expected, actual, where) =>
      where === "header Content-Length" && expected === undefined ? [actual, actual] : undefined,
  },
  {
    name: "sensitive-page-tokens",
    reason: "A page token that the model calls sensitive is not shown in the message that it came twice.",
    kinds: ["paginator"],
    pair: (expected, actual, where) =>
      where === "<message>" && typeof expected === "string" && String(actual).includes('"***"')
        ? [expected.replace(/'token-\d+'/g, "'***'"), actual]
        : undefined,
  },
  {
    name: "presigning-with-sigv4",
    reason:
      "Presigning defaults to SigV4 and the regional host everywhere; a `signatureVersion` given in code asks for what botocore does by default.",
    kinds: ["special"],
    client: ({ service, client, expected }) =>
      service === "s3" && expected.url !== undefined && client["signatureVersion"] === undefined
        ? { ...client, signatureVersion: expected.url.includes("X-Amz-Algorithm") ? "s3v4" : "s3" }
        : undefined,
  },
];

const unsentTypes = new Set<unknown>(["application/xml", "application/octet-stream", "text/plain"]);
const nonFinite = new Set(["NaN", "Infinity", "-Infinity"]);
