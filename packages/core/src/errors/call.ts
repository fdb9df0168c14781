import { IniaError } from "./inia-error.js";

/** One thing that is wrong with an input. */
export interface ParamProblem {
  /** Where, for example `Items[3].Key`; empty for the input as a whole. */
  readonly path: string;
  /** botocore's wording, for example `Missing required parameter in Items[3]: "Key"`. */
  readonly message: string;
}

/** The input does not fit the operation: the message tells all problems at once, and `problems` lists them. */
export class ParamValidationError extends IniaError {
  override readonly name: string = "ParamValidationError";
  readonly problems: readonly ParamProblem[];

  constructor(message: string, options?: ErrorOptions & { readonly problems?: readonly ParamProblem[] }) {
    super(message, options);
    this.problems = options?.problems ?? [];
  }
}

/** What gave the events of a call's input failed; `cause` is what it threw. The call is over then. */
export class EventInputError extends IniaError {
  override readonly name: string = "EventInputError";
}

/** A value does not fit a parameter. */
export class ValidationError extends IniaError {
  override readonly name: string = "ValidationError";
}

/** A value is none of the allowed ones. */
export class UnknownKeyError extends ValidationError {
  override readonly name: string = "UnknownKeyError";
}

/** A number lies outside its range. */
export class RangeError extends ValidationError {
  override readonly name: string = "RangeError";
}

/** A parameter of this name does not exist. */
export class UnknownParameterError extends ValidationError {
  override readonly name: string = "UnknownParameterError";
}

/** A parameter and its alias were both given. */
export class AliasConflictParameterError extends ValidationError {
  override readonly name: string = "AliasConflictParameterError";
}

/** Required parameters are missing. */
export class MissingParametersError extends IniaError {
  override readonly name: string = "MissingParametersError";
}

/** No service has this name; the message lists the nearest ones. */
export class UnknownServiceError extends IniaError {
  override readonly name: string = "UnknownServiceError";
}

/** The client has no operation of this name; the message lists the nearest ones. */
export class UnknownClientMethodError extends IniaError {
  override readonly name: string = "UnknownClientMethodError";
}

/** A model file that is needed cannot be found. */
export class DataNotFoundError extends IniaError {
  override readonly name: string = "DataNotFoundError";
}

/** The model has no such API version. */
export class ApiVersionNotFoundError extends IniaError {
  override readonly name: string = "ApiVersionNotFoundError";
}

/** The request cannot be sent again: its body is a stream that has been read. */
export class UnseekableStreamError extends IniaError {
  override readonly name: string = "UnseekableStreamError";
}

/** A checksum does not match; the message names both values. */
export class ChecksumError extends IniaError {
  override readonly name: string = "ChecksumError";
}

/** A checksum cannot be computed or does not match; the message names both values. */
export class FlexibleChecksumError extends IniaError {
  override readonly name: string = "FlexibleChecksumError";
}

/** The body ended before the announced length. */
export class IncompleteReadError extends IniaError {
  override readonly name: string = "IncompleteReadError";
}

/** The operation cannot be paged on as asked. */
export class PaginationError extends IniaError {
  override readonly name: string = "PaginationError";
}

/** The operation has no paginator; the message lists those that have one. */
export class OperationNotPageableError extends IniaError {
  override readonly name: string = "OperationNotPageableError";
}

/** The waiter's model is not usable. */
export class WaiterConfigError extends IniaError {
  override readonly name: string = "WaiterConfigError";
}

/** A stubbed response does not fit the call. */
export class StubResponseError extends IniaError {
  override readonly name: string = "StubResponseError";
}

/** The call's parameters are not those that the stub expects. */
export class StubAssertionError extends StubResponseError {
  override readonly name: string = "StubAssertionError";
}

/** A call was made that no stub answers. */
export class UnStubbedResponseError extends StubResponseError {
  override readonly name: string = "UnStubbedResponseError";
}
