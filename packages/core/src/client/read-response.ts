import type { ExpectedChecksum } from "../checksums/response-checksum.js";
import { fromUtf8 } from "../encoding/utf8.js";
import { errorMetadata } from "../errors/hidden.js";
import { isIniaError } from "../errors/inia-error.js";
import { maskSecrets } from "../errors/mask-secrets.js";
import { ResponseParserError } from "../errors/parser.js";
import type { HttpResponse } from "../http/message.js";
import type { ParsableResponse, ParseOptions } from "../protocols/protocol.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { readSchema } from "../schema/read.js";
import { holdsSensitive } from "../schema/sensitive.js";
import type { CallSignal } from "./call-signal.js";
import { describeError } from "./describe-error.js";
import { discardBody } from "./discard-body.js";
import { findError } from "./find-error.js";
import { type Call, emit, isHandled } from "./open-call.js";

/** What an attempt brought: the response, and what was read of it. */
export interface Received {
  readonly http: HttpResponse;
  /** The status by which the response is judged: S3 answers some errors with 200. */
  readonly status: number;
  /** The output's members; of an error `Error`, and the members that the model knows. */
  readonly parsed: Record<string, unknown>;
  readonly requestId?: string | undefined;
  /** Members whose integer is not exact. */
  readonly inexact?: readonly string[];
  /** The algorithm of the checksum that was, or while it is read will be, verified. */
  readonly checksumAlgorithm?: string | undefined;
}

/** Whether the body of a response goes to the caller as it arrives. */
export function isStreamed({ facts, operation }: Call, { status }: HttpResponse): boolean {
  return facts.streamed !== undefined && operation.streams?.attach !== undefined && status < 300;
}

/**
 * Reads a response by the service's protocol; a checksum that was asked for is verified. `body` is undefined where it
 * is streamed: `limit` is then released when it has been read.
 */
export async function readResponse(
  call: Call,
  http: HttpResponse,
  body: Uint8Array | undefined,
  limit: CallSignal,
): Promise<Received> {
  const { operation } = call;
  const expected = http.status < 300 ? expectedChecksum(call, http) : undefined;
  const response = { status: http.status, reason: http.reason, headers: http.headers, body: body ?? new Uint8Array() };
  const additions: Record<string, unknown> = {};
  const inexact: string[] = [];
  const options: ParseOptions = { longs: call.client.config.longs, onInexact: noteInexact(operation, inexact) };
  try {
    if (expected !== undefined && body !== undefined) await operation.responseChecksums!.verifyBytes(body, expected);
    if (isHandled(call, "before-parse")) {
      await emit(call, "before-parse", { model: operation, response, additions });
    }
    const { status, parsed, requestId } = await (response.status >= 300
      ? readError(call, response, options)
      : readOutput(call, response, options));
    if (body === undefined) {
      await operation.streams!.attach!(http, parsed, {
        operation,
        member: call.facts.streamed!,
        codec: operation.eventCodec ?? call.client.service.protocol.events,
        options,
        verifier: expected && (await operation.responseChecksums!.bodyVerifier(expected)),
        over: streamEnd(call, limit),
        describe: (error) => describeError(error, call),
      });
    }
    Object.assign(parsed, additions);
    return { http, status, parsed, requestId, inexact, checksumAlgorithm: expected?.algorithm };
  } catch (error) {
    if (body === undefined) {
      limit.release();
      discardBody(http);
    }
    // A response that cannot be read still tells who answered, and with what.
    if (isIniaError(error)) {
      error.$metadata ??= errorMetadata({ httpStatusCode: response.status, httpHeaders: http.headers });
      error.statusCode ??= response.status;
      error.requestId ??= http.headers["x-amzn-requestid"] ?? http.headers["x-amz-request-id"];
    }
    if (error instanceof ResponseParserError && body !== undefined && !mayBeSecret(call)) {
      error.bodyStart = maskSecrets(fromUtf8(body.subarray(0, 512)));
    }
    throw error;
  }
}

/** Whether what a service answers may hold what the model calls sensitive: no name in the text would tell. */
function mayBeSecret({ operation, facts }: Call): boolean {
  return (
    holdsSensitive(facts.output) ||
    (operation.errors ?? []).some(({ members }) => members !== undefined && holdsSensitive(readSchema(members)))
  );
}

/** Gives up what was received, because it is not the call's outcome. */
export function discardReceived(call: Call, { parsed }: Received): void {
  discardStream(call, parsed);
}

/** Gives up the stream in an output that nobody will read. */
export function discardStream({ operation, facts }: Call, output: Record<string, unknown>): void {
  if (facts.streamed !== undefined) operation.streams?.discard?.(facts.streamed, output);
}

/** What the end of a body is told, where it matters to somebody. */
function streamEnd(call: Call, limit: CallSignal): (() => void) | undefined {
  if (!limit.isLinked && !call.limit.isLinked) return undefined;
  call.isStreaming = true;
  return () => {
    limit.release();
    call.isStreaming = false;
    if (call.isOver) call.limit.release();
  };
}

type Read = Pick<Received, "status" | "parsed" | "requestId">;

/** Looks for the rounded integers of operations that can have some. */
function noteInexact({ reportInexact }: OperationDescriptor, paths: string[]): ParseOptions["onInexact"] {
  return (
    reportInexact &&
    ((schema, output, within = "") => reportInexact(schema, output, (path) => paths.push(within + path)))
  );
}

async function readOutput(call: Call, response: ParsableResponse, options: ParseOptions): Promise<Read> {
  const { client, operation, context } = call;
  try {
    const parsing = client.service.protocol.parse(operation, response, client.service, options);
    const { output, requestId } = parsing instanceof Promise ? await parsing : parsing;
    return { status: response.status, parsed: output, requestId };
  } catch (error) {
    if (!context.isServerFailure?.(error)) throw error;
    return readError(call, { ...response, status: 500 }, options);
  }
}

async function readError(call: Call, response: ParsableResponse, options: ParseOptions): Promise<Read> {
  const { client, operation } = call;
  const { protocol } = client.service;
  const { error, members, requestId, extra } = await protocol.parseError(operation, response, client.service, options);
  const schema = findError(call, error.Code);
  const modelled = schema?.members ? members(readSchema(schema.members)) : {};
  return { status: response.status, parsed: { ...extra, ...modelled, Error: error }, requestId };
}

function expectedChecksum({ operation, context }: Call, http: HttpResponse): ExpectedChecksum | undefined {
  const { checksum, responseChecksums } = operation;
  return checksum?.modeMember === undefined
    ? undefined
    : responseChecksums?.expected(http.headers, checksum, context.inputParams);
}
