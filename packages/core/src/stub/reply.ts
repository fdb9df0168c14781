import { ParamValidationError } from "../errors/call.js";
import type { ClientError } from "../errors/client-error.js";
import { isIniaError } from "../errors/inia-error.js";
import type { HttpResponse } from "../http/message.js";
import { streamedMember } from "../protocols/event-stream/find.js";
import type { ErrorSchema } from "../schema/error-schema.js";
import type { ResponseMetadata } from "../schema/metadata.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { readSchema } from "../schema/read.js";
import { checkOutput, copyValue } from "./output-values.js";
import { streamSource } from "./streamed.js";
import type { ErrorReply } from "./types.js";

type Members = Record<string, unknown>;

/** What a handler of `before-call` answers in the service's place. */
export type Answer = readonly [response: HttpResponse, parsed: Members];

/** A reply, checked beforehand as far as it is known: it makes its answer anew for each call. */
export interface Reply {
  /** In a few words, for tables. */
  readonly summary: string;
  answer(input: Members): Answer | Promise<Answer>;
}

/** An operation, and the errors that its client knows. */
export interface Target {
  readonly operation: OperationDescriptor;
  readonly errors: readonly ErrorSchema[];
}

/** @throws {@link ParamValidationError} when the output does not fit the operation. */
export function outputReply({ operation }: Target, given: object): Reply {
  const { $metadata = {}, ...output } = given as Members & { $metadata?: ResponseMetadata };
  const make = prepareOutput(operation, output);
  const status = $metadata.httpStatusCode ?? operation.http[2] ?? 200;
  const headers = headersOf($metadata);
  return { summary: "output", answer: () => [{ status, headers: { ...headers } }, make()] };
}

/** @throws {@link ParamValidationError} when the modelled fields do not fit the error. */
export function errorReply(target: Target, given: ErrorReply): Reply {
  const { code = "", message = "", meta, modeledFields = {} } = given;
  const schema = target.errors.findLast((error) => (error.code ?? error.name) === code);
  checkFields(target, code, schema, modeledFields);
  const status = given.statusCode ?? schema?.status ?? 400;
  const members = schema?.members && readSchema(schema.members);
  return {
    summary: code === "" ? `error ${status}` : code,
    answer: () => [
      { status, headers: {} },
      { ...(copyValue(members, modeledFields) as Members), Error: { Message: message, Code: code, ...meta } },
    ],
  };
}

/** A reply of any kind: an error of the service's goes the way of one, others are thrown as they are. */
export function replyOf(target: Target, given: unknown): Reply {
  if (typeof given === "function") {
    return {
      summary: "function",
      answer: async (input) => replyOf(target, await given(input)).answer(input),
    };
  }
  if (isClientError(given)) return errorReply(target, errorFields(target, given));
  if (given instanceof Error) {
    return {
      summary: given.name,
      answer() {
        throw given;
      },
    };
  }
  return outputReply(target, given as object);
}

/** Checks an output; gives what makes it, each time with streams of its own. */
export function prepareOutput({ name, output }: OperationDescriptor, given: Members): () => Members {
  const schema = readSchema(output ?? {});
  const problems = checkOutput(schema, given);
  if (problems.length > 0) throw invalid(`The stubbed output does not fit ${name}`, problems);
  const streamed = streamedMember(schema);
  if (streamed === undefined) return () => copyValue(schema, given) as Members;
  const { [streamed.name]: stream, ...others } = given;
  const source = streamSource(streamed, stream, others);
  return () => ({ ...(copyValue(schema, others) as Members), [streamed.name]: source() });
}

function checkFields(
  { operation, errors }: Target,
  code: string,
  schema: ErrorSchema | undefined,
  fields: Members,
): void {
  if (Object.keys(fields).length === 0) return;
  if (schema === undefined) {
    const known = errors.map((error) => error.code ?? error.name).join(", ");
    throw new ParamValidationError(
      `The stubbed error has modelled fields, and ${operation.name} models no error "${code}"; ` +
        (known === "" ? "it models none." : `it knows ${known}.`),
    );
  }
  const problems = checkOutput(readSchema(schema.members ?? {}), fields);
  if (problems.length > 0) throw invalid(`The stubbed error does not fit ${code}`, problems);
}

function isClientError(value: unknown): value is ClientError {
  return isIniaError(value) && "response" in value;
}

function errorFields({ errors }: Target, error: ClientError): ErrorReply {
  const { Error: said, ...fields } = error.response;
  const isModelled = errors.some((schema) => (schema.code ?? schema.name) === error.code);
  const { Code: code, Message: message, ...meta } = said;
  return { code, message, meta, statusCode: error.statusCode, modeledFields: isModelled ? fields : {} };
}

function headersOf({ httpHeaders, requestId, extendedRequestId, cfId }: ResponseMetadata): Record<string, string> {
  return {
    ...httpHeaders,
    ...(requestId !== undefined && { "x-amzn-requestid": requestId }),
    ...(extendedRequestId !== undefined && { "x-amz-id-2": extendedRequestId }),
    ...(cfId !== undefined && { "x-amz-cf-id": cfId }),
  };
}

function invalid(what: string, problems: ParamValidationError["problems"]): ParamValidationError {
  return new ParamValidationError(`${what}:\n${problems.map(({ message }) => message).join("\n")}`, { problems });
}
