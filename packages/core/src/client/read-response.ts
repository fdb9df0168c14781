import type { ExpectedChecksum } from "../checksums/response-checksum.js";
import { IniaError } from "../errors/inia-error.js";
import type { HttpResponse } from "../http/message.js";
import type { ParsableResponse, ParseOptions } from "../protocols/protocol.js";
import type { ErrorSchema } from "../schema/error-schema.js";
import { type MemberSchema, readSchema, type StructureSchema } from "../schema/read.js";
import { bytesOf, concatBytes } from "../streaming/byte-iterator.js";
import { StreamingBody } from "../streaming/streaming-body.js";
import { findError } from "./find-error.js";
import { type Call, emit, handlersOf } from "./open-call.js";

/** What an attempt brought: the response, and what was read of it. */
export interface Received {
  readonly http: HttpResponse;
  /** The status by which the response is judged: S3 answers some errors with 200. */
  readonly status: number;
  /** The output's members; of an error `Error`, and the members that the model knows. */
  readonly parsed: Record<string, unknown>;
  /** The modelled error, where the service answered with one. */
  readonly errorSchema: ErrorSchema | undefined;
  readonly requestId: string | undefined;
  /** Members whose integer is not exact. */
  readonly inexact: readonly string[];
  /** The algorithm of the checksum that was, or while it is read will be, verified. */
  readonly checksumAlgorithm: string | undefined;
}

/** Reads a response by the service's protocol; a checksum that was asked for is verified. */
export async function readResponse(call: Call, http: HttpResponse): Promise<Received> {
  const { client, operation, context } = call;
  const streamed = http.status < 300 ? streamedMember(call.output) : undefined;
  const expected = http.status < 300 ? expectedChecksum(call, http) : undefined;
  const body = streamed === undefined ? await collect(http.body) : noBytes;
  if (expected !== undefined && streamed === undefined) await operation.httpChecksum!.verifyBytes(body, expected);

  const response = { status: http.status, reason: http.reason, headers: http.headers, body };
  const additions: Record<string, unknown> = {};
  if (handlersOf(call, "before-parse").length > 0) {
    await emit(call, "before-parse", { model: operation, response, additions, context });
  }

  const inexact: string[] = [];
  const options: ParseOptions = { longs: client.config.longs, onInexact: (path) => inexact.push(path) };
  try {
    const parsed =
      response.status >= 300 ? await parseError(call, response, options) : await parseOutput(call, response, options);
    if (streamed !== undefined) await attachStream(call, http, streamed, parsed.parsed, expected, options);
    Object.assign(parsed.parsed, additions);
    return { ...parsed, http, inexact, checksumAlgorithm: expected?.algorithm };
  } catch (error) {
    // A response that cannot be read still tells who answered, and with what.
    if (error instanceof IniaError) {
      error.$metadata ??= { httpStatusCode: response.status, httpHeaders: http.headers };
      error.statusCode ??= response.status;
    }
    throw error;
  }
}

type Parsed = Pick<Received, "status" | "parsed" | "errorSchema" | "requestId">;

async function parseOutput(call: Call, response: ParsableResponse, options: ParseOptions): Promise<Parsed> {
  const { client, operation, context } = call;
  try {
    const parsing = client.service.protocol.parse(operation, response, client.service, options);
    const { output, requestId } = parsing instanceof Promise ? await parsing : parsing;
    return { status: response.status, parsed: output, errorSchema: undefined, requestId };
  } catch (error) {
    if (!context.isServerFailure?.(error)) throw error;
    return parseError(call, { ...response, status: 500 }, options);
  }
}

async function parseError(call: Call, response: ParsableResponse, options: ParseOptions): Promise<Parsed> {
  const { client, operation } = call;
  const { protocol } = client.service;
  const { error, members, requestId, extra } = await protocol.parseError(operation, response, client.service, options);
  const errorSchema = findError(call, error.Code);
  const modelled = errorSchema?.members ? members(readSchema(errorSchema.members)) : {};
  return { status: response.status, parsed: { ...extra, ...modelled, Error: error }, errorSchema, requestId };
}

/** The member of an output that the caller reads as a stream: any blob that is a payload, and event streams. */
function streamedMember(output: StructureSchema | undefined): MemberSchema | undefined {
  const payload = output?.payload;
  if (payload?.value.kind === "blob") return payload;
  return output?.members.find(({ value }) => value.kind === "structure" && value.eventStream);
}

/** Whether the handler should hand the body of a success on as it arrives. */
export function streamsOutput({ output }: Call): boolean {
  return streamedMember(output) !== undefined;
}

function expectedChecksum({ operation, context }: Call, http: HttpResponse): ExpectedChecksum | undefined {
  const { checksum, httpChecksum } = operation;
  return checksum?.modeMember === undefined
    ? undefined
    : httpChecksum?.expected(http.headers, checksum, context.inputParams);
}

async function attachStream(
  { client, operation }: Call,
  http: HttpResponse,
  member: MemberSchema,
  output: Record<string, unknown>,
  expected: ExpectedChecksum | undefined,
  options: ParseOptions,
): Promise<void> {
  const source = http.body ?? noBytes;
  if (member.value.kind === "structure") {
    const pieces = bytesOf(source);
    const { initial, events } = await operation.events!.open(
      operation,
      pieces,
      client.service.protocol.events!,
      options,
    );
    Object.assign(output, initial);
    output[member.name] = events;
    return;
  }
  output[member.name] = new StreamingBody(source, {
    contentLength: http.headers["content-length"],
    contentType: http.headers["content-type"],
    verifier: expected && (await operation.httpChecksum!.bodyVerifier(expected)),
  });
}

async function collect(body: HttpResponse["body"]): Promise<Uint8Array> {
  if (body === undefined) return noBytes;
  if (ArrayBuffer.isView(body)) return body;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytesOf(body)) {
    pieces.push(piece);
    length += piece.byteLength;
  }
  return concatBytes(pieces, length);
}

const noBytes: Uint8Array = /*#__PURE__*/ new Uint8Array();
