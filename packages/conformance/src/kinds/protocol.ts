import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { ClientError } from "@inia/core";
import { clientConfig } from "../client-settings.js";
import { compare, type Difference, differ, type MapPair } from "../compare.js";
import { EventsValue, StreamValue } from "../decode-value.js";
import { bytesOf, Exchange, RequestCaptured } from "../exchange.js";
import { parseExactly } from "../parse-exactly.js";
import type { Service } from "../service.js";
import { settleValue } from "../settle-value.js";
import type { TestCase } from "../test-case.js";
import type { VectorFile } from "../vectors/files.js";
import { compareSerialized } from "./protocol-request.js";
import { decodeByShape, type ProtocolCase, type ProtocolSuite, serviceOfCase } from "./protocol-suite.js";

/** Cases of AWS's protocol suites: each brings a small model of its own, which is linked in memory. */
export function protocolCases({ path }: VectorFile, ignored: ReadonlySet<string>): TestCase[] {
  const suites = parseExactly(readFileSync(path, "utf8")) as readonly ProtocolSuite[];
  const isLegacy = basename(dirname(dirname(path))) === "legacy";
  return suites.flatMap((suite) =>
    suite.cases.map((one, index) => {
      const isIgnored = ignored.has(suite.description) || (one.id !== undefined && ignored.has(one.id));
      return {
        kind: "protocol" as const,
        group: isLegacy ? "legacy" : "current",
        service: `${basename(dirname(path))}/${basename(path, ".json")}`,
        name: one.id ?? `${suite.description} ${index}`,
        ...(isIgnored && { mayFail: "a case that botocore fails, too (its ignore list)" }),
        run: async ({ mapPair }) =>
          one.serialized === undefined ? runOutput(suite, one, mapPair) : runInput(suite, one, mapPair),
      } satisfies TestCase;
    }),
  );
}

async function runInput(suite: ProtocolSuite, one: ProtocolCase, mapPair: MapPair): Promise<Difference | undefined> {
  const exchange = new Exchange();
  const { service, client } = openClient(suite, one, exchange);
  const input = decodeByShape(one.params ?? {}, one.given.input?.shape, suite.shapes);
  try {
    await service.call(client, one.given.name, input);
  } catch (error) {
    if (!(error instanceof RequestCaptured)) return differ("<call>", one.serialized, error);
  }
  return compareSerialized(one.serialized!, exchange.requests[0], suite.metadata.protocol, mapPair);
}

async function runOutput(suite: ProtocolSuite, one: ProtocolCase, mapPair: MapPair): Promise<Difference | undefined> {
  const { status_code: status, headers = {}, body } = one.response!;
  const isBinary = suite.metadata.protocol === "smithy-rpc-v2-cbor" || hasEventStream(suite, one);
  const exchange = new Exchange(() => ({
    status,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: isBinary ? bytesOf(undefined, body ?? "") : bytesOf(body, undefined),
  }));
  const { service, client } = openClient(suite, one, exchange);
  try {
    const { $metadata: _, ...output } = (await service.call(client, one.given.name, {})) as Record<string, unknown>;
    if (one.error !== undefined) return differ("<refusal>", one.error, output);
    const expected = decodeByShape(one.result ?? {}, one.given.output?.shape, suite.shapes);
    return compare(expected, withoutStreams(await settleValue(output)), mapPair);
  } catch (error) {
    if (one.error === undefined) return differ("<parse>", one.result, error);
    return compareRefusal(suite, one, error as ClientError, mapPair);
  }
}

function compareRefusal(
  { shapes }: ProtocolSuite,
  { error: members, errorCode, errorMessage, given }: ProtocolCase,
  error: ClientError,
  mapPair: MapPair,
): Difference | undefined {
  if (error.response === undefined) return differ("<parse>", members, error);
  const { Error: summary, ...others } = error.response;
  const modelled = given.errors?.find(({ shape }) => shape === error.name || shapes[shape]?.error?.code === error.code);
  const expected = decodeByShape(members, modelled?.shape, shapes) as Record<string, unknown>;
  const known = Object.fromEntries(
    Object.entries(others).filter(([name]) => name in expected || modelled !== undefined),
  );
  return (
    compare(errorCode, summary.Code, mapPair, "<code>") ??
    (errorMessage === undefined ? undefined : compare(errorMessage, summary.Message, mapPair, "<message>")) ??
    compare(expected, known, mapPair)
  );
}

function openClient(
  suite: ProtocolSuite,
  one: ProtocolCase,
  httpHandler: Exchange,
): { service: Service; client: ReturnType<Service["open"]> } {
  const service = serviceOfCase(suite, one);
  const endpoint = suite.clientEndpoint ?? "https://localhost";
  const config = clientConfig({ endpointUrl: endpoint }, { httpHandler });
  // Suites state answers to inputs that would not be valid; nothing of them is about signing.
  return { service, client: service.open({ ...config, signatureVersion: "none", parameterValidation: false }) };
}

function hasEventStream({ shapes }: ProtocolSuite, { given }: ProtocolCase): boolean {
  const members = given.output === undefined ? {} : (shapes[given.output.shape]?.members ?? {});
  return Object.values(members).some(({ shape }) => shapes[shape]?.eventstream);
}

/** Suites write streamed bodies like any other blob, and events as a list. */
function withoutStreams(output: unknown): unknown {
  return Object.fromEntries(
    Object.entries(output as object).map(([name, value]) => {
      if (value instanceof StreamValue) return [name, value.bytes];
      return [name, value instanceof EventsValue ? value.events : value];
    }),
  );
}
