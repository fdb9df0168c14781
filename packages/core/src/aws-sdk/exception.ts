import type { ClientError } from "../errors/client-error.js";
import { setHidden } from "../errors/hidden.js";
import { isIniaError } from "../errors/inia-error.js";
import { type AwsSdkMetadata, awsSdkMetadata } from "./metadata.js";
import type { Untyped } from "./untyped.js";

/** What makes an exception: v3's one argument, with the members that the model knows beside. */
export interface ExceptionOptions {
  readonly name?: string | undefined;
  readonly message?: string | undefined;
  readonly $fault?: "client" | "server" | undefined;
  readonly $metadata: AwsSdkMetadata;
  readonly [member: string]: unknown;
}

/** v3's root of what services answer with. */
export class ServiceException extends Error {
  readonly $fault!: "client" | "server";
  readonly $metadata!: AwsSdkMetadata;
  declare readonly $response?: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly reason?: string;
    readonly body?: unknown;
  };
  declare readonly $retryable?: { readonly throttling?: boolean };

  constructor(options: ExceptionOptions) {
    super(options.message);
    Object.assign(this, options);
  }
}

export interface ServiceExceptionClass {
  new (options: ExceptionOptions & { name: string; $fault: "client" | "server" }): ServiceException;
}

/** An instance of a modelled exception: the members of Inia's error beside what every exception has. */
export type Exception<Base, Modelled extends ClientError> = Base &
  Omit<Modelled, keyof ClientError> & { readonly name: Modelled["name"] };

export interface ExceptionClass<Base, Modelled extends ClientError> {
  new (options: ExceptionOptions): Exception<Base, Modelled>;
  readonly prototype: Exception<Base, Modelled>;
}

/**
 * Makes the class of a modelled exception. From then on the service's refusals of that code are of it: a bundle that
 * names no exception holds none, and its errors are still called as v3 calls them.
 */
/*#__NO_SIDE_EFFECTS__*/
export function exception(
  Base: ServiceExceptionClass,
  name: string,
  fault: "client" | "server" = "client",
  code: string = name,
): Untyped {
  const Modelled = class extends (Base as typeof ServiceException) {
    constructor(options: ExceptionOptions) {
      super({ name, $fault: fault, ...options });
    }
  };
  Object.defineProperty(Modelled, "name", { value: name });
  let classes = modelled.get(Base);
  if (classes === undefined) modelled.set(Base, (classes = new Map()));
  classes.set(name, Modelled).set(code, Modelled);
  return Modelled;
}

const modelled = /*#__PURE__*/ new WeakMap<ServiceExceptionClass, Map<string, ServiceExceptionClass>>();

/** What v3 would have thrown. Errors that neither service nor transport made stay what they are. */
export function toAwsSdkError(
  error: unknown,
  Base: ServiceExceptionClass,
  signal: { readonly aborted?: boolean } | undefined,
): unknown {
  if (signal?.aborted) return named(new Error("Request aborted", { cause: error }), "AbortError");
  if (!isIniaError(error)) return error;
  if ("response" in error) return toException(error as ClientError, Base);
  if (/Timeout/.test(error.name)) return named(error, "TimeoutError");
  if (/Credential/.test(error.name)) return named(error, "CredentialsProviderError");
  // v3 throws what Node's sockets say, and programs ask for its `code`.
  const { cause, $metadata } = error as { cause?: { code?: unknown }; $metadata?: object };
  return typeof cause?.code === "string" ? Object.assign(cause, { $metadata: awsSdkMetadata($metadata) }) : error;
}

function named(error: Error, name: string): Error {
  return Object.defineProperty(error, "name", { value: name });
}

function toException(error: ClientError, Base: ServiceExceptionClass): ServiceException {
  const { Error: details, ...members } = error.response;
  // A spread leaves out a message that is not to be shown.
  const { Message: message = "UnknownError", ...fields } = { ...details };
  const { Code, ...rest } = fields as { readonly Code: string };
  // v3 calls what came without a body by its status: a 404 is `NotFound`, others are `Unknown`.
  const own = Number.isNaN(Number(Code)) ? Code : Code === "404" ? "NotFound" : "Unknown";
  const name = error.name === "ClientError" ? own : error.name;
  const { $metadata = {}, statusCode } = error;
  const made = new (modelled.get(Base)?.get(name) ?? Base)({
    ...rest,
    Code,
    ...members,
    name,
    message,
    $fault: error.fault!,
    $metadata: awsSdkMetadata($metadata),
  });
  setHidden(made, "$response", { statusCode, headers: $metadata.httpHeaders });
  return setHidden(made, "cause", error);
}
