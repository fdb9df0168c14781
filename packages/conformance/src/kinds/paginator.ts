import { Session } from "@inia/core";
import { clientConfig } from "../client-settings.js";
import { compare, type Difference, differ, type MapPair } from "../compare.js";
import { decodeInput, decodeValue, isPlain } from "../decode-value.js";
import { Exchange } from "../exchange.js";
import { hasGist } from "../gist.js";
import type { Paginate, Service, ServiceObject } from "../service.js";
import { settleValue } from "../settle-value.js";
import type { Attempt } from "../test-case.js";
import type { Row } from "../vectors/row.js";

/** Pages through answers, and compares the inputs that were asked with and the full result. */
export async function runPaginator(row: Row, service: Service, attempt: Attempt): Promise<Difference | undefined> {
  const paginate = service.paginator(row.operation);
  if (paginate === undefined) return differ("<paginator>", row.operation, undefined);
  const client = service.open(unchecked(attempt), bareSession());
  const requests = answerWithPages(client, row, paginate);
  const { MaxItems: maxItems, PageSize: pageSize, StartingToken: startingToken } = row.paginationConfig!;
  const options = {
    ...(maxItems !== undefined && { maxItems }),
    ...(pageSize !== undefined && { pageSize }),
    ...(startingToken !== undefined && { startingToken }),
  };
  let result: unknown;
  let failure: Error | undefined;
  try {
    result = await paginate(client, decodeInput(row.input), options).buildFullResult();
  } catch (error) {
    failure = error as Error;
  }
  const asked = compare(decodeValue(row.expected.requests), requests, attempt.mapPair, "<requests>");
  if (row.expected.error !== undefined) return compareFailure(row.expected.error, failure, attempt.mapPair) ?? asked;
  if (failure !== undefined) return differ("<paginate>", row.expected.fullResult, failure);
  const expected = withReadableToken(decodeValue(row.expected.fullResult));
  return asked ?? compare(expected, withReadableToken(await settleValue(result)), absentForNull(attempt.mapPair));
}

/** Clients answer here from what they are given: nothing is checked, and no handler of the service takes part. */
export function unchecked({ client }: Attempt): ReturnType<typeof clientConfig> {
  return { ...clientConfig(client, { httpHandler: new Exchange() }), parameterValidation: false };
}

export function bareSession(): Session {
  session ??= new Session({ includeBuiltinHandlers: false });
  return session;
}

let session: Session | undefined;

/** Puts a row's pages in the service's place; gives the inputs that it was asked with. */
function answerWithPages({ meta }: ServiceObject, { pages = [] }: Row, { descriptor }: Paginate): unknown[] {
  const requests: Record<string, unknown>[] = [];
  meta.events.registerFirst("provide-client-params", ({ params }: { params: object }) => {
    requests.push({ ...params });
  });
  meta.events.registerFirst("before-call", () => {
    const asked = [descriptor.inputToken].flat().map((name) => requests.at(-1)?.[name] ?? undefined);
    const decoded = pages.map(decodeValue);
    return [{ status: 200, headers: {} }, decoded[pageNumber(asked, decoded, [descriptor.outputToken].flat())]];
  });
  return requests;
}

/** The page after the first one that ended with the tokens that are asked with; without tokens the first. */
function pageNumber(
  asked: readonly unknown[],
  pages: readonly unknown[],
  outputTokens: readonly ((page: unknown) => unknown)[],
): number {
  if (asked.every((token) => token === undefined)) return 0;
  const before = pages.findIndex((page) => {
    const tokens = outputTokens.map((select) => select(page) || undefined);
    return compare(asked, tokens) === undefined;
  });
  return before + 1 < pages.length ? before + 1 : 0;
}

/** What pages do not have is null in botocore's full result, and absent here. */
function absentForNull(mapPair: MapPair): MapPair {
  return (expected, actual, where) =>
    expected === null && actual === undefined ? [actual, actual] : mapPair(expected, actual, where);
}

/** Resume tokens are equal when what they say is: base64 of JSON. */
function withReadableToken(result: unknown): unknown {
  if (!isPlain(result) || typeof result["NextToken"] !== "string") return result;
  try {
    return { ...result, NextToken: JSON.parse(Buffer.from(result["NextToken"], "base64").toString("utf8")) as unknown };
  } catch {
    return result; // Not a resume token: compared as it is.
  }
}

function compareFailure(
  expected: NonNullable<Row["expected"]["error"]>,
  failure: Error | undefined,
  mapPair: MapPair,
): Difference | undefined {
  if (failure === undefined || failure.name !== expected.exception)
    return differ("<error>", expected.exception, failure);
  const { message } = failure;
  if (hasGist(message, expected.message)) return undefined;
  const mapped = mapPair(expected.message, message, "<message>") as readonly [string, string] | undefined;
  return mapped !== undefined && hasGist(mapped[1], mapped[0])
    ? undefined
    : differ("<message>", expected.message, message);
}
