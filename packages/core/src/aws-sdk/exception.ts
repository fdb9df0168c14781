import { socketError } from "#platform/aws-sdk-socket-error";
import type { ClientError } from "../errors/client-error.js";
import { setHidden } from "../errors/hidden.js";
import { isIniaError } from "../errors/inia-error.js";
import type { CallProgress } from "../schema/operation.js";
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
  declare readonly $fault: "client" | "server";
  declare readonly $metadata: AwsSdkMetadata;
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

  /** Whether a value is what a service refused with, also one of another copy of this class. */
  static isInstance(value: Untyped): value is ServiceException {
    return Boolean(value?.$metadata && (value.$fault === "client" || value.$fault === "server"));
  }
}

export interface ServiceExceptionClass {
  new (options: ExceptionOptions & { name: string; $fault: "client" | "server" }): ServiceException;
}

/** A service's root has its modelled exceptions by name and code: those that the program's bundle holds. */
type ModelledBy = Readonly<Record<`~${string}`, ServiceExceptionClass | undefined>>;

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
  for (const known of [name, code]) Object.defineProperty(Base, `~${known}`, { value: Modelled, configurable: true });
  return Object.defineProperty(Modelled, "name", { value: name });
}

/** Makes of an error what v3 throws. */
export type ToError = (error: unknown) => unknown;

/** What v3 would have thrown. Errors that neither service nor transport made stay what they are. */
export function toAwsSdkError(
  error: unknown,
  Base: ServiceExceptionClass,
  signal: { readonly aborted?: boolean } | undefined,
  { attempts, totalRetryDelay }: CallProgress,
): unknown {
  if (signal?.aborted) {
    // v3 counts an attempt that was not made.
    const $metadata = { attempts: attempts || 1, totalRetryDelay };
    return Object.assign(new Error("Request aborted", { cause: error }), { name: "AbortError", $metadata });
  }
  if (!isIniaError(error)) return error;
  if ("response" in error) return toException(error as ClientError, Base);
  if (/Timeout/.test(error.name)) return Object.assign(error, { name: "TimeoutError" });
  if (/Credential/.test(error.name)) return Object.assign(error, { name: "CredentialsProviderError" });
  return socketError(error);
}

function toException(error: ClientError, Base: ServiceExceptionClass): ServiceException {
  const { Error: details, ...members } = error.response;
  // A spread leaves out a message that is not to be shown.
  const { Message: message = "UnknownError", ...fields } = { ...details };
  const { Code } = fields;
  // v3 calls what came without a body by its status: a 404 is `NotFound`, others are `Unknown`.
  const own = Code === "404" ? "NotFound" : Number(Code) ? "Unknown" : Code!;
  const name = error.name === "ClientError" ? own : error.name;
  const { fault: $fault, $metadata = {}, statusCode } = error;
  const made = new ((Base as unknown as ModelledBy)[`~${name}`] ?? Base)({
    ...fields,
    ...members,
    name,
    message,
    $fault: $fault!,
    $metadata: awsSdkMetadata($metadata),
  });
  setHidden(made, "$response", { statusCode, headers: $metadata.httpHeaders });
  return setHidden(made, "cause", error);
}
