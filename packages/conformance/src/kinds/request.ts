import { clientConfig } from "../client-settings.js";
import { compare, type Difference, differ } from "../compare.js";
import { decodeInput } from "../decode-value.js";
import { bytesOf, Exchange, RequestCaptured, type SentRequest } from "../exchange.js";
import type { Service } from "../service.js";
import { verifySigv4a } from "../sigv4a-signature.js";
import type { Attempt } from "../test-case.js";
import type { RecordedRequest, Row } from "../vectors/row.js";

/** Runs a call up to its request, and compares the request: method, URL, headers, body. */
export async function runRequest(row: Row, service: Service, { client }: Attempt): Promise<Difference | undefined> {
  const { preceding = [], request: expected } = row.expected;
  const exchange = new Exchange((index) => (index < preceding.length ? discovered(expected!) : undefined));
  const opened = service.open(clientConfig(client, { httpHandler: exchange }));
  try {
    await service.call(opened, row.operation, decodeInput(row.input));
  } catch (error) {
    if (!isCaptured(error)) return differ("<call>", expected, error);
  }
  const wanted = [...preceding, expected!];
  for (const [index, one] of wanted.entries()) {
    const difference = compareRequest(one, exchange.requests[index]);
    if (difference !== undefined) return difference;
  }
  return compare(wanted.length, exchange.requests.length, undefined, "<requests>");
}

export function compareRequest(expected: RecordedRequest, sent: SentRequest | undefined): Difference | undefined {
  if (sent === undefined) return differ("<request>", expected, undefined);
  if (expected.method !== sent.method) return differ("method", expected.method, sent.method);
  if (!isEqualText(expected.url, sent.url)) return differ("url", expected.url, sent.url);
  const body = bytesOf(expected.body, expected.bodyBase64);
  // A wrong body makes a wrong signature: it is the cause, and so it comes first.
  return (
    compareBody(body, sent.body) ??
    compareHeaders(expected.headers, sent.headers) ??
    verifyRandomSignature(expected, sent)
  );
}

function compareBody(expected: Uint8Array, actual: Uint8Array): Difference | undefined {
  if (Buffer.compare(expected, actual) === 0) return undefined;
  const at = expected.findIndex((byte, index) => byte !== actual[index]);
  const from = Math.max(0, (at < 0 ? expected.length : at) - 40);
  const part = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(from, from + 160)).toString();
  return differ(`body, from byte ${from}`, part(expected), part(actual));
}

function compareHeaders(
  expected: Readonly<Record<string, string>>,
  actual: Readonly<Record<string, string>>,
): Difference | undefined {
  const [wanted, sent] = [comparable(expected), comparable(actual)];
  for (const name of Object.keys(sent)) if (notRecorded.has(name)) delete sent[name];
  for (const name of [...Object.keys(wanted).filter((name) => name !== "authorization"), ...Object.keys(sent)]) {
    if (name === "authorization") continue;
    if (wanted[name] !== sent[name]) return differ(`header ${name}`, wanted[name], sent[name]);
  }
  return isEqualText(wanted["authorization"], sent["authorization"])
    ? undefined
    : differ("header authorization", wanted["authorization"], sent["authorization"]);
}

function comparable(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Equal but for the signature, where that is random. */
export function isEqualText(expected: string | undefined, actual: string | undefined): boolean {
  if (expected === actual) return true;
  if (expected === undefined || actual === undefined || !expected.includes("Signature=*")) return false;
  return expected === actual.replace(/Signature=[0-9a-f]+/, "Signature=*");
}

function verifyRandomSignature({ url, headers }: RecordedRequest, sent: SentRequest): Difference | undefined {
  const isRandom = url.includes("Signature=*") || Object.values(headers).some((value) => value.includes("Signature=*"));
  return !isRandom || verifySigv4a(sent) ? undefined : differ("<signature>", "one that verifies", "one that does not");
}

function isCaptured(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof RequestCaptured) return true;
  return false;
}

/** The answer to endpoint discovery: the host that the call is then expected at. */
function discovered({ url }: RecordedRequest) {
  const answer = { Endpoints: [{ Address: new URL(url).host, CachePeriodInMinutes: 60 }] };
  return {
    status: 200,
    headers: { "content-type": "application/x-amz-json-1.0" },
    body: Buffer.from(JSON.stringify(answer)),
  };
}

// What the vectors' README names as not recorded.
const notRecorded = new Set(["user-agent", "amz-sdk-invocation-id", "amz-sdk-request", "x-amzn-trace-id", "host"]);
