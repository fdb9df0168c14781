import { randomBytes } from "node:crypto";
import { type Credential, CredentialStore } from "./credentials.js";
import { type IncomingRequest, type Reply, type RunningServer, startServer, type TlsOptions } from "./server.js";
import { ServiceError } from "./service-error.js";
import { AuthFailure } from "./verify/auth-failure.js";
import { type VerifiedRequest, type VerifyOptions, verifyRequest } from "./verify/verify-request.js";

/** What every local service takes. */
export interface ServiceOptions {
  /** Whose requests are accepted. A store is shared: what STS issues, the others accept. Default: AKIDEXAMPLE's. */
  readonly credentials?: CredentialStore | readonly Credential[] | undefined;
  /** The region that requests must be signed for. Default: `us-east-1`. */
  readonly region?: string | undefined;
  /** Epoch milliseconds. Default: `Date.now`. */
  readonly clock?: (() => number) | undefined;
  /** How far a request's time may be off. Default: 15 minutes. */
  readonly maxSkewMs?: number | undefined;
  /** Serves https with this certificate. */
  readonly tls?: TlsOptions | undefined;
  /** Whether `requests` keeps what came; a soak of a million requests turns it off. Default: true. */
  readonly recordRequests?: boolean | undefined;
  /** Called with the record of each request that comes in, before it is answered. */
  readonly onRequest?: ((record: RequestRecord) => void) | undefined;
}

/** What is known about a request that was answered. */
export interface RequestRecord {
  readonly service: string;
  readonly method: string;
  /** The raw request target. */
  readonly path: string;
  /** Lower-case names; several values joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** The operation's name, as far as the request was understood. */
  operation: string | undefined;
  /** Whose signature was verified; `undefined` where none was. */
  accessKeyId: string | undefined;
  /** Bytes of the body as it was sent, `aws-chunked` framing included. */
  bodyLength: number;
  status: number;
  errorCode: string | undefined;
}

/** One running service. */
export interface LocalService extends RunningServer {
  /** All requests answered so far, in the order in which they came. */
  readonly requests: readonly RequestRecord[];
}

/** What a service's handler gets besides the request. */
export interface ServiceContext {
  readonly request: IncomingRequest;
  readonly record: RequestRecord;
  readonly requestId: string;
  readonly now: () => number;
  /** Verifies the head's signature. `body` where the protocol declares no hash of it. */
  verify(body?: Uint8Array): VerifiedRequest;
}

/** A service: how it answers, and how it writes its errors. */
export interface ServiceDefinition {
  readonly name: string;
  handle(context: ServiceContext): Promise<Reply>;
  /** The service's own error for a request that does not verify. */
  authError(failure: AuthFailure, context: ServiceContext): ServiceError;
  errorReply(error: ServiceError, context: ServiceContext): Reply;
}

/** Starts a service whose scope may name `verify`'s service and region only. */
export async function startService(
  definition: ServiceDefinition,
  options: ServiceOptions,
  verifyOptions: Pick<VerifyOptions, "service" | "region">,
): Promise<LocalService> {
  const requests: RequestRecord[] = [];
  const now = options.clock ?? Date.now;
  const credentials =
    options.credentials instanceof CredentialStore ? options.credentials : new CredentialStore(options.credentials);
  const server = await startServer(async (request) => {
    const record = newRecord(definition.name, request);
    if (options.recordRequests ?? true) {
      requests.push(record);
    }
    options.onRequest?.(record);
    const context: ServiceContext = {
      request,
      record,
      requestId: randomBytes(8).toString("hex").toUpperCase(),
      now,
      verify(body) {
        const verified = verifyRequest(request, {
          ...verifyOptions,
          credentials,
          clock: now,
          maxSkewMs: options.maxSkewMs,
          body,
        });
        record.accessKeyId = verified.credential.accessKeyId;
        return verified;
      },
    };
    const reply = await answer(definition, context);
    record.bodyLength = request.bodyLength;
    record.status = reply.status;
    return reply;
  }, options.tls);
  return { ...server, requests };
}

async function answer(definition: ServiceDefinition, context: ServiceContext): Promise<Reply> {
  try {
    return await definition.handle(context);
  } catch (error) {
    const known = error instanceof AuthFailure ? definition.authError(error, context) : asServiceError(error);
    context.record.errorCode = known.code;
    return definition.errorReply(known, context);
  }
}

function asServiceError(error: unknown): ServiceError {
  return error instanceof ServiceError ? error : new ServiceError("InternalError", 500, String(error));
}

function newRecord(service: string, request: IncomingRequest): RequestRecord {
  const headers: Record<string, string> = {};
  for (const [name, value] of request.headers) {
    const key = name.toLowerCase();
    headers[key] = key in headers ? `${headers[key]},${value}` : value;
  }
  return {
    service,
    method: request.method,
    path: request.target,
    headers,
    operation: undefined,
    accessKeyId: undefined,
    bodyLength: 0,
    status: 0,
    errorCode: undefined,
  };
}

/** Reads a whole body into memory. */
export async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) {
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
