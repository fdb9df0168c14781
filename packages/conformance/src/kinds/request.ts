import { clientConfig } from "../client-settings.js";
import { compare, type Difference, differ } from "../compare.js";
import { decodeInput } from "../decode-value.js";
import { discoveryAnswer } from "../discovery.js";
import { bytesOf, Exchange, RequestCaptured, type SentRequest } from "../exchange.js";
import type { Service, ServiceObject } from "../service.js";
import { verifySigv4a } from "../sigv4a-signature.js";
import type { Attempt } from "../test-case.js";
import type { RecordedRequest, Row } from "../vectors/row.js";

/**
 * Runs a call up to its request, and compares the request: method, URL, headers, body.
 *
 * @param before - A row whose call the same client made before: what that discovered is known.
 */
export async function runRequest(
  row: Row,
  service: Service,
  { client: settings }: Attempt,
  before?: Row,
): Promise<Difference | undefined> {
  const exchange = new Exchange((request) => discoveryAnswer(request, row));
  const client = service.open(clientConfig(settings, { httpHandler: exchange }));
  if (before !== undefined) await capture(before, service, client);
  const from = exchange.requests.length;
  const failure = await capture(row, service, client);
  if (failure !== undefined) return differ("<call>", row.expected.request, failure);
  const sent = exchange.requests.slice(from);
  const wanted = [...(row.expected.preceding ?? []), row.expected.request!];
  for (const [index, one] of wanted.entries()) {
    const difference = compareRequest(one, sent[index]);
    if (difference !== undefined) return difference;
  }
  return compare(wanted.length, sent.length, undefined, "<requests>");
}

/** Calls until the request is known; gives the error that came instead. */
async function capture({ operation, input }: Row, service: Service, client: ServiceObject): Promise<unknown> {
  try {
    await service.call(client, operation, decodeInput(input));
    return undefined;
  } catch (error) {
    return isCaptured(error) ? undefined : error;
  }
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

// What the vectors' README names as not recorded.
const notRecorded = new Set(["user-agent", "amz-sdk-invocation-id", "amz-sdk-request", "x-amzn-trace-id", "host"]);
