import type { HttpResponse } from "@inia/core/http";
import type { SentRequest } from "./exchange.js";
import type { Row } from "./vectors/row.js";

/**
 * The answer to endpoint discovery, where a request is that and not the row's own: the host that the row expects to
 * be called, or any.
 */
export function discoveryAnswer(
  { headers }: SentRequest,
  { operation, expected }: Pick<Row, "operation" | "expected">,
): HttpResponse | undefined {
  const target = Object.entries(headers).find(([name]) => name.toLowerCase() === "x-amz-target")?.[1];
  if (!target?.endsWith(`.${discovery}`) || operation === discovery) return undefined;
  const host = expected.request === undefined ? "discovered.example.com" : new URL(expected.request.url).host;
  const answer = { Endpoints: [{ Address: host, CachePeriodInMinutes: 60 }] };
  return {
    status: 200,
    headers: { "content-type": "application/x-amz-json-1.0" },
    body: new Uint8Array(Buffer.from(JSON.stringify(answer))),
  };
}

// All models call the operation that tells endpoints so.
const discovery = "DescribeEndpoints";
