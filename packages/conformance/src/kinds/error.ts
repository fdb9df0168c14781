import type { ClientError } from "@inia/core";
import { clientConfig } from "../client-settings.js";
import { compare, type Difference, differ } from "../compare.js";
import { decodeInput, decodeValue } from "../decode-value.js";
import { discoveryAnswer } from "../discovery.js";
import { Exchange, responseOf } from "../exchange.js";
import type { Service, ServiceObject } from "../service.js";
import { settleValue } from "../settle-value.js";
import type { Attempt } from "../test-case.js";
import type { Row } from "../vectors/row.js";
import { responseMetadata } from "./metadata.js";

/** Answers a call with the recorded response, and compares the error that it is refused with. */
export async function runError(row: Row, service: Service, attempt: Attempt): Promise<Difference | undefined> {
  const exchange = new Exchange((request) => discoveryAnswer(request, row) ?? responseOf(row.response!));
  const client = service.open(clientConfig(attempt.client, { httpHandler: exchange }));
  try {
    const output = await service.call(client, row.operation, decodeInput(row.input));
    return differ("<call>", row.expected.error, output);
  } catch (error) {
    return compareError(error as ClientError, row, service, client, attempt);
  }
}

async function compareError(
  error: ClientError,
  row: Row,
  service: Service,
  client: ServiceObject,
  { mapPair }: Attempt,
): Promise<Difference | undefined> {
  const { exception, response } = row.expected.error!;
  if (exception !== error.name) return differ("<class>", exception, error);
  if (exception !== "ClientError") {
    const type = service.errorClass(client, exception);
    if (type === undefined || !(error instanceof type))
      return differ("<instanceof>", exception, error.constructor.name);
  }
  const expected = decodeValue(response) as { Error: { Code: string } };
  const parsed = (await settleValue(error.response)) as Record<string, unknown>;
  const actual = { ...parsed, ResponseMetadata: responseMetadata(error.$metadata) };
  return (
    compare(expected, actual, mapPair) ??
    compare(expected.Error.Code, error.code, mapPair, "<code>") ??
    compareMembers(error, parsed, mapPair)
  );
}

/** Modelled members are the error's own properties, too, but for those whose name every error has. */
function compareMembers(
  error: ClientError,
  parsed: Readonly<Record<string, unknown>>,
  mapPair: Attempt["mapPair"],
): Difference | undefined {
  for (const [name, value] of Object.entries(parsed)) {
    if (name === "Error" || ownNames.has(name)) continue;
    const difference = compare(value, (error as unknown as Record<string, unknown>)[name], mapPair, `<error>.${name}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

// contracts of errors: what every error has keeps its meaning, a member of that name is in `response` only.
const ownNames = new Set([
  ...["name", "code", "message", "fault", "operation", "service", "requestId", "statusCode", "attempts", "$metadata"],
  ...["cause", "stack", "response"],
]);
