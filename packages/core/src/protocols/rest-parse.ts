import { fromUtf8 } from "../encoding/utf8.js";
import type { MemberSchema, StructureSchema, ValueSchema } from "../schema/read.js";
import type { IntegerReading } from "./number.js";
import { setOwn } from "./own-property.js";
import type { ParsableResponse } from "./protocol.js";
import { parseHeaderValue } from "./rest-headers.js";

/**
 * Reads a structure out of a body: the payload member's, or, with `member` undefined, the whole output's. A promise
 * only where a document needs a lazily loaded parser.
 */
export type ParseBody = (
  body: Uint8Array,
  schema: ValueSchema,
  member: MemberSchema | undefined,
) => unknown | Promise<unknown>;

/**
 * Reads what REST protocols share of a response: status code, headers, and which member makes up the body.
 *
 * A blob or event stream payload is left out: it is a stream, which the call itself hands on.
 *
 * @throws {@link ResponseParserError} when a header does not fit its type.
 * @see botocore parsers.py, BaseRestParser
 */
export function parseRest(
  schema: StructureSchema,
  response: ParsableResponse,
  parseBody: ParseBody,
  reading: IntegerReading,
): Record<string, unknown> | Promise<Record<string, unknown>> {
  const { payload, inBody } = planResponse(schema);
  if (payload !== undefined) {
    const located = parseLocatedMembers(schema, response, reading);
    if (isStreamed(payload.value) || isUnsetUnion(payload.value, response.body)) return located;
    const value =
      payload.value.kind === "string" ? fromUtf8(response.body) : parseBody(response.body, payload.value, payload);
    if (value instanceof Promise) return value.then((parsed) => withPayload(located, payload, parsed));
    return withPayload(located, payload, value);
  }
  if (!inBody) return parseLocatedMembers(schema, response, reading);
  const body = parseBody(response.body, schema, undefined) as
    | Record<string, unknown>
    | Promise<Record<string, unknown>>;
  if (body instanceof Promise) return body.then((parsed) => parseLocatedMembers(schema, response, reading, parsed));
  return parseLocatedMembers(schema, response, reading, body);
}

/** Reads the members that stand in the status line or in headers into `output`. What the body already gave stays. */
export function parseLocatedMembers(
  schema: StructureSchema,
  response: ParsableResponse,
  reading: IntegerReading,
  output: Record<string, unknown> = {},
): Record<string, unknown> {
  for (const { member, header } of planResponse(schema).located) {
    if (output[member.name] !== undefined) continue;
    if (member.location === "statusCode") output[member.name] = response.status;
    else if (member.location === "headers") output[member.name] = readPrefixedHeaders(header, response.headers);
    else {
      const text = response.headers[header];
      if (text !== undefined) output[member.name] = parseHeaderValue(member.value, text, reading);
    }
  }
  return output;
}

/** The request's id as REST services state it. */
export function readRequestId(response: ParsableResponse): string | undefined {
  return response.headers["x-amzn-requestid"] ?? response.headers["x-amz-request-id"];
}

interface ResponsePlan {
  readonly payload: MemberSchema | undefined;
  /** Members outside the body, with the lower-case name (or prefix) of their header. */
  readonly located: readonly { readonly member: MemberSchema; readonly header: string }[];
  readonly inBody: boolean;
}

const plans = /*#__PURE__*/ new WeakMap<StructureSchema, ResponsePlan>();

function planResponse(schema: StructureSchema): ResponsePlan {
  let plan = plans.get(schema);
  if (plan === undefined) {
    const located = schema.members
      .filter(({ location }) => location === "header" || location === "headers" || location === "statusCode")
      .map((member) => ({
        member,
        header: member.location === "headers" && !member.renamed ? "" : member.wireName.toLowerCase(),
      }));
    plan = { payload: schema.payload, located, inBody: located.length < schema.members.length };
    plans.set(schema, plan);
  }
  return plan;
}

function isStreamed(schema: ValueSchema): boolean {
  return schema.kind === "blob" || (schema.kind === "structure" && schema.eventStream);
}

/** A body cannot hold a union with nothing set; other structures without members may well be empty. */
function isUnsetUnion(schema: ValueSchema, body: Uint8Array): boolean {
  return schema.kind === "structure" && schema.union !== undefined && body.length === 0;
}

function withPayload(output: Record<string, unknown>, payload: MemberSchema, value: unknown): Record<string, unknown> {
  if (value !== undefined && value !== null) output[payload.name] = value;
  return output;
}

function readPrefixedHeaders(prefix: string, headers: Readonly<Record<string, string>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    if (name.toLowerCase().startsWith(prefix)) setOwn(found, name.slice(prefix.length), headers[name]!);
  }
  return found;
}
