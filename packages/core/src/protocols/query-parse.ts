import { ResponseParserError } from "../errors/parser.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { readSchema, type StructureSchema } from "../schema/read.js";
import { isGenericError, parseStatusError } from "./generic-error.js";
import type { IntegerReading } from "./number.js";
import type { ParsableResponse, ParsedError, ParsedOutput, ParseOptions } from "./protocol.js";
import type { XmlCursor } from "./xml/cursor.js";
import { withXml } from "./xml/decode.js";
import { errorFields, readErrorMembers } from "./xml/error.js";
import { type PlainElement, readPlain } from "./xml/plain.js";
import { readDocument, readStructure } from "./xml/read.js";

/**
 * Reads a result out of its envelope. `metadataTag` names the child of the root that holds the request id.
 *
 * @throws {@link ResponseParserError} when the body is not XML, does not fit the model or lacks its result.
 * @see botocore parsers.py, QueryParser
 */
export function parseResult(
  operation: OperationDescriptor,
  response: ParsableResponse,
  options: ParseOptions,
  metadataTag: string,
): ParsedOutput | Promise<ParsedOutput> {
  if (response.body.length === 0 && isEmpty(operation)) return { output: {} };
  return withXml(response.body, (text) =>
    readDocument(text, (root) => readResult(operation, root, options, metadataTag)),
  );
}

/**
 * Reads an error out of its envelope.
 *
 * `errorPath` gives the way from the root to the element with the modelled members, by the root's name.
 *
 * @see botocore parsers.py, QueryParser._do_error_parse
 */
export function parseEnvelopedError(
  response: ParsableResponse,
  options: ParseOptions,
  errorPath: (root: string) => readonly string[],
): ParsedError | Promise<ParsedError> {
  if (isGenericError(response)) return parseStatusError(response, undefined);
  return withXml(response.body, (text) => {
    const root = readDocument(text, readPlain);
    const { Errors, RequestId, RequestID, ...fields } = typeof root === "object" ? root : {};
    const { Error, ...extra } = { ...fields, ...(typeof Errors === "object" ? Errors : {}) };
    const requestId = RequestId ?? RequestID;
    return {
      error: errorFields(Error, "Unknown"),
      members: (schema) =>
        readExactly(schema, options, (reading) =>
          readDocument(text, (envelope) => readErrorMembers(schema, errorPath(envelope.name), envelope, reading)),
        ),
      requestId: typeof requestId === "string" ? requestId : undefined,
      extra,
    };
  });
}

function isEmpty({ output }: OperationDescriptor): boolean {
  return output === undefined || readSchema(output).members.length === 0;
}

function readResult(
  operation: OperationDescriptor,
  root: XmlCursor,
  options: ParseOptions,
  metadataTag: string,
): ParsedOutput {
  let metadata: PlainElement | undefined;
  const readEnvelope = (cursor: XmlCursor): void => {
    if (metadata === undefined && cursor.isNamed(metadataTag)) metadata = readPlain(cursor);
    else cursor.skip();
  };
  const output = readOutput(operation, root, options, readEnvelope);
  const requestId = typeof metadata === "object" ? metadata["RequestId"] : metadata;
  return { output, requestId: typeof requestId === "string" ? requestId : undefined };
}

function readOutput(
  { name, output, resultWrapper }: OperationDescriptor,
  root: XmlCursor,
  options: ParseOptions,
  readEnvelope: (cursor: XmlCursor) => void,
): Record<string, unknown> {
  if (output === undefined) {
    if (root.enter()) while (root.nextChild()) readEnvelope(root);
    return {};
  }
  const schema = readSchema(output);
  return readExactly(schema, options, (reading) => {
    if (resultWrapper !== undefined) return readWrapped(schema, resultWrapper, root, reading, readEnvelope);
    const wrapped: Record<string, unknown>[] = [];
    const bare = readStructure(schema, root, reading, (cursor) => {
      // The protocol's own name of the wrapper, where the model does not say it.
      if (cursor.isNamed(`${name}Result`)) wrapped.push(readStructure(schema, cursor, reading));
      else readEnvelope(cursor);
    });
    return wrapped[0] ?? bare;
  });
}

function readWrapped(
  schema: StructureSchema,
  wrapper: string,
  root: XmlCursor,
  reading: IntegerReading,
  readEnvelope: (cursor: XmlCursor) => void,
): Record<string, unknown> {
  let members: Record<string, unknown> | undefined;
  if (root.enter()) {
    while (root.nextChild()) {
      if (members === undefined && root.isNamed(wrapper)) members = readStructure(schema, root, reading);
      else readEnvelope(root);
    }
  }
  if (members === undefined) throw new ResponseParserError(`The response has no <${wrapper}>.`);
  return members;
}

function readExactly(
  schema: StructureSchema,
  options: ParseOptions,
  read: (reading: IntegerReading) => Record<string, unknown>,
): Record<string, unknown> {
  const reading: IntegerReading = { bigint: options.longs === "bigint", inexact: false };
  const members = read(reading);
  if (reading.inexact) options.onInexact?.(schema, members);
  return members;
}
