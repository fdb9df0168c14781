import { percentEncode, percentEncodePath } from "../encoding/percent.js";
import { ParamValidationError } from "../errors/call.js";
import { getHeader } from "../http/header.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { type MemberSchema, readSchema, type StructureSchema, type ValueSchema } from "../schema/read.js";
import type { StreamingInput } from "../streaming/types.js";
import { readBytes } from "./bytes.js";
import { formatFloatingPoint } from "./number.js";
import type { ProtocolService, SerializedRequest } from "./protocol.js";
import { formatHeaderValue } from "./rest-headers.js";

/** What REST-JSON and REST-XML write differently: the body. */
export interface RestBodyFormat {
  /**
   * Writes a structure as a body. `member` is the payload member that holds it; without one, `value` has the members
   * of the whole input (`schema`) that have no other place, in the caller's order.
   */
  readonly write: (
    value: unknown,
    schema: ValueSchema,
    member: MemberSchema | undefined,
    operation: OperationDescriptor,
    service: ProtocolService,
  ) => Uint8Array | undefined;
  /** The body where a payload member is absent or nothing is left for the body; undefined means none. */
  readonly empty: (() => Uint8Array) | undefined;
  /** `Content-Type` of structured bodies, unless a header member sets one. */
  readonly contentType: string | undefined;
}

/**
 * Serialises what REST protocols share: URI labels, query, headers, and which member makes up the body.
 *
 * A blob or string payload is the body as it is: streams are passed on untouched. An input event stream is left to
 * the caller (the body is undefined, the content type is set).
 *
 * @throws {@link ParamValidationError} when a URI or host label is missing or unusable.
 * @see botocore serialize.py, BaseRestSerializer
 */
export function serializeRest(
  operation: OperationDescriptor,
  input: Record<string, unknown>,
  service: ProtocolService,
  format: RestBodyFormat,
): SerializedRequest {
  const [method, uri] = operation.http;
  const request: SerializedRequest = { method, path: uri, query: [], headers: {}, body: undefined };
  if (operation.input === undefined) return request;
  const schema = readSchema(operation.input);
  const { payload, elsewhere, inBody } = planRequest(schema);
  request.path = renderUri(uri, schema, input, service);
  const rest = elsewhere.size === 0 ? input : placeMembers(request, schema, input, service);
  if (request.query.length === 0) request.path += emptyQuery(request.path, schema, input);
  if (payload !== undefined) writePayload(request, payload, input[payload.name], operation, service, format);
  else if (hasMembers(rest)) setBody(request, format.write(rest, schema, undefined, operation, service), format);
  else if (inBody) setBody(request, format.empty?.(), format);
  return request;
}

interface RequestPlan {
  readonly payload: MemberSchema | undefined;
  /** Members that go to the URI, the query or headers, by name. */
  readonly elsewhere: ReadonlyMap<string, MemberSchema>;
  /** Whether any member belongs to the body. */
  readonly inBody: boolean;
  /** Names of query parameters that members are bound to, with their members. */
  readonly queryNames: ReadonlyMap<string, MemberSchema>;
}

const plans = /*#__PURE__*/ new WeakMap<StructureSchema, RequestPlan>();

function planRequest(schema: StructureSchema): RequestPlan {
  let plan = plans.get(schema);
  if (plan === undefined) {
    const elsewhere = schema.members.filter((member) => member.location !== "body");
    const inQuery = elsewhere.filter((member) => member.location === "querystring" && member.value.kind !== "map");
    plan = {
      payload: schema.payload,
      elsewhere: new Map(elsewhere.map((member) => [member.name, member])),
      inBody: elsewhere.length < schema.members.length,
      queryNames: new Map(inQuery.map((member) => [member.wireName, member])),
    };
    plans.set(schema, plan);
  }
  return plan;
}

/** Puts every member that is not the body's into its place and returns the others. */
function placeMembers(
  request: SerializedRequest,
  schema: StructureSchema,
  input: Record<string, unknown>,
  service: ProtocolService,
): Record<string, unknown> {
  const { elsewhere } = planRequest(schema);
  const rest: Record<string, unknown> = {};
  for (const name of Object.keys(input)) {
    const value = input[name];
    if (value === undefined || value === null) continue;
    const member = elsewhere.get(name);
    if (member === undefined) rest[name] = value;
    else if (member.location === "querystring") addQuery(request.query, schema, member, value, input, service);
    else if (member.location === "header") addHeader(request.headers, member, value, service);
    else if (member.location === "headers") addPrefixedHeaders(request.headers, member.wireName, value);
  }
  return rest;
}

/** botocore leaves the separator of a query whose only parameters are empty lists. */
function emptyQuery(path: string, schema: StructureSchema, input: Record<string, unknown>): string {
  for (const { name } of planRequest(schema).queryNames.values()) {
    if (Array.isArray(input[name])) return path.includes("?") ? "&" : "?";
  }
  return "";
}

function hasMembers(value: Record<string, unknown>): boolean {
  for (const name of Object.keys(value)) if (value[name] !== undefined && value[name] !== null) return true;
  return false;
}

function writePayload(
  request: SerializedRequest,
  payload: MemberSchema,
  value: unknown,
  operation: OperationDescriptor,
  service: ProtocolService,
  format: RestBodyFormat,
): void {
  const { kind } = payload.value;
  if (kind === "blob" || kind === "string") {
    if (value !== undefined && value !== null) request.body = readBytes(value) ?? (value as StreamingInput);
  } else if (kind === "structure" && payload.value.eventStream) {
    setHeaderDefault(request.headers, "Content-Type", "application/vnd.amazon.eventstream");
  } else if (value === undefined || value === null) {
    setBody(request, format.empty?.(), format);
  } else {
    setBody(request, format.write(value, payload.value, payload, operation, service), format);
  }
}

function setBody(request: SerializedRequest, body: Uint8Array | undefined, format: RestBodyFormat): void {
  request.body = body;
  if (body !== undefined && format.contentType !== undefined) {
    setHeaderDefault(request.headers, "Content-Type", format.contentType);
  }
}

function setHeaderDefault(headers: Record<string, string>, name: string, value: string): void {
  if (getHeader(headers, name) === undefined) headers[name] = value;
}

function renderUri(
  template: string,
  schema: StructureSchema,
  input: Record<string, unknown>,
  service: ProtocolService,
): string {
  if (!template.includes("{")) return template;
  return template.replace(/\{(.*?)\}/g, (_, label: string) => {
    const greedy = label.endsWith("+");
    const name = greedy ? label.slice(0, -1) : label;
    const member = schema.members.find((each) => each.location === "uri" && each.wireName === name);
    const value = member === undefined ? undefined : input[member.name];
    if (member === undefined || value === undefined || value === null) {
      throw new ParamValidationError(`Missing required parameter in input: "${member?.name ?? name}"`);
    }
    const text = formatPlain(member.value, value, service);
    return greedy ? percentEncodePath(text) : percentEncode(text);
  });
}

function addQuery(
  query: [string, string][],
  schema: StructureSchema,
  member: MemberSchema,
  value: unknown,
  input: Record<string, unknown>,
  service: ProtocolService,
): void {
  if (member.value.kind === "map") {
    const { queryNames } = planRequest(schema);
    for (const [key, item] of Object.entries(value as Record<string, unknown>)) {
      const bound = queryNames.get(key);
      // A member bound to the same parameter wins over the map. (Smithy, httpQueryParams)
      if (bound === undefined || input[bound.name] === undefined) {
        addQueryValue(query, key, member.value.value, item, service);
      }
    }
  } else addQueryValue(query, member.wireName, member.value, value, service);
}

function addQueryValue(
  query: [string, string][],
  name: string,
  schema: ValueSchema,
  value: unknown,
  service: ProtocolService,
): void {
  if (schema.kind !== "list") {
    if (value !== undefined && value !== null) query.push([name, formatPlain(schema, value, service)]);
    return;
  }
  for (const item of value as readonly unknown[]) {
    if (item !== undefined && item !== null) query.push([name, formatPlain(schema.member, item, service)]);
  }
}

/** A scalar in a URI or query, not yet encoded. */
function formatPlain(schema: ValueSchema, value: unknown, service: ProtocolService): string {
  if (schema.kind === "timestamp") {
    return String(schema.code.format(value, schema.format ?? "iso8601", service.millisecondTimestamps));
  }
  if (schema.kind === "float" || schema.kind === "double") return formatFloatingPoint(value as number);
  return String(value);
}

function addHeader(
  headers: Record<string, string>,
  member: MemberSchema,
  value: unknown,
  service: ProtocolService,
): void {
  if (member.value.kind === "list" && (value as readonly unknown[]).length === 0) return;
  headers[member.wireName] = formatHeaderValue(member.value, value, service);
}

function addPrefixedHeaders(headers: Record<string, string>, prefix: string, value: unknown): void {
  for (const [key, item] of Object.entries(value as Record<string, unknown>)) {
    if (item !== undefined && item !== null) headers[prefix + key] = String(item);
  }
}
