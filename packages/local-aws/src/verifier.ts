import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import type { IncomingRequest, Reply } from "./server.js";
import { type LocalService, readAll, type ServiceContext, type ServiceOptions, startService } from "./service.js";
import { parseQuery, queryMap } from "./uri.js";
import { errorShapeOf, shapedAuthError, shapedErrorReply } from "./verify/auth-error-reply.js";
import { decodeBody } from "./verify/decode-body.js";

/** What a verifying proxy takes. */
export interface VerifierOptions extends ServiceOptions {
  /** Where accepted requests go: `http://host:port` of a server that does not verify itself. */
  readonly target: string;
  /** The only service that a scope may name. Default: any. */
  readonly service?: string | undefined;
  /** The only region that a scope may name. Default: any. */
  readonly region?: string | undefined;
  /** Requests that may come without a signature (AssumeRoleWithWebIdentity, …). Default: none. */
  readonly allowUnsigned?: ((request: IncomingRequest) => boolean) | undefined;
  /** How requests are recorded. Default: `service`, else `verifier`. */
  readonly name?: string | undefined;
}

/**
 * Starts a server that verifies each request as AWS would, body included, and passes it on with the very same bytes.
 * A request that does not verify is answered with AWS's error in the shape of its protocol.
 */
export async function startVerifier(options: VerifierOptions): Promise<LocalService> {
  const agent = new Agent({ keepAlive: true });
  const target = new URL(options.target);
  const service = await startService(
    {
      name: options.name ?? options.service ?? "verifier",
      handle: async (context) => forward(context.request, await verifiedBody(context, options), target, agent),
      authError: (failure, { request }) => shapedAuthError(failure, errorShapeOf(request)),
      errorReply: (error, { request, requestId }) => shapedErrorReply(error, errorShapeOf(request), requestId),
    },
    options,
    { service: options.service, region: options.region },
  );
  const close = async (): Promise<void> => {
    agent.destroy();
    await service.close();
  };
  return { ...service, close, [Symbol.asyncDispose]: close };
}

async function verifiedBody(context: ServiceContext, options: VerifierOptions): Promise<Buffer> {
  const { request, record } = context;
  record.operation = request.header("x-amz-target")?.split(".").at(-1);
  const isPresigned = request.query.has("X-Amz-Signature");
  const isUnsigned = request.header("authorization") === undefined && !isPresigned;
  if (isUnsigned && options.allowUnsigned?.(request)) {
    return readAll(request.body);
  }
  // Where the head declares the body's hash it is verified first: a sender that waits for 100 is refused before it sends.
  const declares = request.header("x-amz-content-sha256") !== undefined;
  const early = declares ? context.verify() : undefined;
  const body = await readAll(request.body);
  const verified = early ?? context.verify(body);
  for await (const piece of decodeBody(once(body), request, verified).chunks) {
    void piece;
  }
  record.operation ??= queryMap(parseQuery(isForm(request) ? body.toString("latin1") : "")).get("Action");
  return body;
}

function forward(request: IncomingRequest, body: Buffer, target: URL, agent: Agent): Promise<Reply> {
  const headers = request.headers.filter(([name]) => !HOP_BY_HOP.includes(name.toLowerCase())).flat();
  if (body.length > 0 || request.header("content-length") !== undefined) {
    headers.push("Content-Length", String(body.length));
  }
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({
      host: target.hostname,
      port: target.port,
      method: request.method,
      path: request.target,
      headers,
      setHost: false,
      agent,
    });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => readReply(response).then(resolve, reject));
    outgoing.end(body);
  });
}

async function readReply(response: IncomingMessage): Promise<Reply> {
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < response.rawHeaders.length; index += 2) {
    const [name, value] = [
      (response.rawHeaders[index] as string).toLowerCase(),
      response.rawHeaders[index + 1] as string,
    ];
    if (name === "content-length" || !HOP_BY_HOP.includes(name)) {
      headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
    }
  }
  return { status: response.statusCode ?? 502, headers, body: [await readAll(response)] };
}

function isForm(request: IncomingRequest): boolean {
  return request.header("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}

const HOP_BY_HOP = ["connection", "content-length", "expect", "keep-alive", "te", "transfer-encoding", "upgrade"];
