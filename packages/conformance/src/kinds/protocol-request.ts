import { compare, type Difference, differ, type MapPair } from "../compare.js";
import type { SentRequest } from "../exchange.js";
import type { Serialized } from "./protocol-suite.js";
import { readCbor } from "./read-cbor.js";
import { readXml } from "./read-xml.js";

/** Compares a request with what a suite says of it: bodies by their meaning, for suites write them at leisure. */
export function compareSerialized(
  expected: Serialized,
  sent: SentRequest | undefined,
  protocol: string,
  mapPair: MapPair,
): Difference | undefined {
  if (sent === undefined) return differ("<request>", expected, undefined);
  const { host } = new URL(sent.url);
  const target = sent.url.replace(/^https?:\/\/[^/?]*/, "");
  const [path, query = ""] = target.split("?");
  const [expectedPath, expectedQuery = ""] = (expected.uri ?? target).split("?");
  return (
    compare(expected.method ?? sent.method, sent.method, undefined, "method") ??
    compare(expectedPath || "/", path || "/", undefined, "path") ??
    compare(pairsOf(expectedQuery), pairsOf(query), undefined, "query") ??
    (expected.host === undefined ? undefined : compare(expected.host.split("/")[0], host, undefined, "host")) ??
    compareHeaders(expected, sent, mapPair) ??
    compareBody(expected.body, sent, protocol)
  );
}

/** Which parameters there are, and in what order those of one name. */
function pairsOf(query: string): string[] {
  const pairs = query.split("&").filter((pair) => pair !== "");
  return pairs.map((pair) => (pair.includes("=") ? pair : `${pair}=`)).sort();
}

function compareHeaders(
  { headers = {}, forbidHeaders = [], requireHeaders = [] }: Serialized,
  sent: SentRequest,
  mapPair: MapPair,
): Difference | undefined {
  const actual = new Map(Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const expected: (readonly [name: string, value: unknown])[] = [
    ...Object.entries(headers),
    ...requireHeaders.map((name) => [name, actual.get(name.toLowerCase()) ?? "(any value)"] as const),
    ...forbidHeaders.map((name) => [name, undefined] as const),
  ];
  for (const [name, value] of expected) {
    const difference = compare(value, actual.get(name.toLowerCase()), mapPair, `header ${name}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function compareBody(expected: string | undefined, { body }: SentRequest, protocol: string): Difference | undefined {
  if (expected === undefined) return undefined;
  const text = Buffer.from(body).toString("utf8");
  if (text === expected) return undefined;
  if (protocol === "smithy-rpc-v2-cbor") {
    return compare(readCbor(new Uint8Array(Buffer.from(expected, "base64"))), readCbor(body), undefined, "body");
  }
  if (expected.trimStart().startsWith("<")) return compare(readXml(expected), readXml(text), undefined, "body");
  const [wanted, actual] = [parseJson(expected), parseJson(text)];
  return wanted === undefined || actual === undefined
    ? differ("body", expected, text)
    : compare(wanted, actual, undefined, "body");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not JSON: compared as text.
  }
}
