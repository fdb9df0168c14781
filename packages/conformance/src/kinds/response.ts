import type { ResponseMetadata } from "@inia/core";
import type { HttpResponse } from "@inia/core/http";
import { clientConfig } from "../client-settings.js";
import { compare, type Difference, differ } from "../compare.js";
import { decodeInput, decodeValue } from "../decode-value.js";
import { discoveryAnswer } from "../discovery.js";
import { Exchange, responseOf } from "../exchange.js";
import type { Service } from "../service.js";
import { settleValue } from "../settle-value.js";
import type { Attempt } from "../test-case.js";
import type { Row } from "../vectors/row.js";
import { responseMetadata } from "./metadata.js";

/** Answers a call with the recorded response, and compares the output. */
export async function runResponse(row: Row, service: Service, attempt: Attempt): Promise<Difference | undefined> {
  const exchange = new Exchange((request) => discoveryAnswer(request, row) ?? answerOf(row));
  const client = service.open(clientConfig(attempt.client, { httpHandler: exchange }));
  let output: Record<string, unknown>;
  try {
    output = (await service.call(client, row.operation, decodeInput(row.input))) as Record<string, unknown>;
  } catch (error) {
    return differ("<call>", row.expected.output, error);
  }
  const { $metadata, ...members } = output;
  let settled: Record<string, unknown>;
  try {
    settled = (await settleValue(members)) as Record<string, unknown>;
  } catch (error) {
    return differ("<stream>", row.expected.output, error);
  }
  const actual = { ...settled, ResponseMetadata: responseMetadata($metadata as ResponseMetadata) };
  return compare(decodeValue(row.expected.output), actual, attempt.mapPair);
}

/**
 * The response that a row was made with. Where the expected output knows no header although there were some, a
 * stand-in answered the call: an empty one. (Rows of operations that discover their endpoint.)
 */
function answerOf({ response, expected }: Row): HttpResponse {
  const { ResponseMetadata: metadata } = expected.output as { ResponseMetadata: { HTTPHeaders: object } };
  const isStandIn = Object.keys(metadata.HTTPHeaders).length === 0 && Object.keys(response!.headers).length > 0;
  return responseOf(isStandIn ? { status: 200, headers: {}, body: "{}" } : response!);
}
