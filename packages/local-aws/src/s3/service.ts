import { localAccount } from "../credentials.js";
import type { Reply } from "../server.js";
import { type LocalService, type ServiceContext, type ServiceOptions, startService } from "../service.js";
import { ServiceError } from "../service-error.js";
import { s3AuthError } from "../verify/s3-auth-error.js";
import { xmlDocument } from "../xml/write.js";
import { readAddress } from "./addressing.js";
import { notImplemented } from "./errors.js";
import { receiveNothing } from "./receive.js";
import { findRoute, subResourcesOf } from "./routes.js";
import type { S3State } from "./state.js";

/** What the local S3 takes besides what every service takes. */
export interface S3Options extends ServiceOptions {
  /** Smallest part of a multipart upload but the last. Default: 5 MiB. */
  readonly minPartBytes?: number | undefined;
  /** Host names below which a bucket's name is a label. Default: `s3.localhost` and AWS's own for the region. */
  readonly hostSuffixes?: readonly string[] | undefined;
}

/** Starts an S3 with no bucket in it. */
export function startS3(options: S3Options = {}): Promise<LocalService> {
  const region = options.region ?? "us-east-1";
  const state: S3State = { buckets: new Map(), region, minPartBytes: options.minPartBytes ?? MIN_PART_BYTES };
  const suffixes = options.hostSuffixes ?? [
    `s3.${region}.localhost`,
    "s3.localhost",
    `s3.${region}.amazonaws.com`,
    "s3.amazonaws.com",
  ];
  return startService(
    {
      name: "s3",
      handle: async (context) => withIds(await handle(context, state, suffixes), context),
      authError: s3AuthError,
      errorReply: (error, context) => withIds(errorReply(error, context), context),
    },
    options,
    { service: "s3", region },
  );
}

async function handle(context: ServiceContext, state: S3State, suffixes: readonly string[]): Promise<Reply> {
  const { request, record } = context;
  const { bucket, key } = readAddress(request, suffixes);
  const on = bucket === undefined ? "service" : key === undefined ? "bucket" : "object";
  const route = findRoute(request.method, on, request.query, request.header("x-amz-copy-source") !== undefined);
  record.operation = route?.operation;
  const verified = context.verify();
  if (route === undefined) {
    const [subResource] = subResourcesOf(request.query);
    throw subResource === undefined ? methodNotAllowed(context) : notImplemented(subResource);
  }
  requireOwner(context);
  requireKeyLength(key ?? "");
  const operation = {
    http: request,
    state,
    verified,
    bucketName: bucket ?? "",
    key: key ?? "",
    now: wholeSeconds(context.now),
  };
  if (!route.readsBody) {
    await receiveNothing(operation);
  }
  return route.handle(operation);
}

// S3 tells and compares times in seconds.
function wholeSeconds(now: () => number): () => number {
  return () => Math.floor(now() / 1000) * 1000;
}

function requireOwner({ request }: ServiceContext): void {
  const headers = ["x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner"];
  if (headers.some((name) => (request.header(name) ?? localAccount) !== localAccount)) {
    throw new ServiceError("AccessDenied", 403, "Access Denied");
  }
}

function requireKeyLength(key: string): void {
  const bytes = Buffer.byteLength(key);
  if (bytes > MAX_KEY_BYTES) {
    throw new ServiceError("KeyTooLongError", 400, "Your key is too long", {
      fields: { Size: String(bytes), MaxSizeAllowed: String(MAX_KEY_BYTES) },
    });
  }
}

function methodNotAllowed({ request }: ServiceContext): ServiceError {
  return new ServiceError("MethodNotAllowed", 405, "The specified method is not allowed against this resource.", {
    fields: { Method: request.method },
    headers: { allow: METHODS.join(", ") },
  });
}

function errorReply(error: ServiceError, { request, requestId }: ServiceContext): Reply {
  if (request.method === "HEAD") {
    return { status: error.status, headers: { ...error.headers, "content-type": "application/xml" } };
  }
  const document = xmlDocument("Error", {
    Code: error.code,
    Message: error.message,
    ...error.fields,
    RequestId: requestId,
    HostId: hostId(requestId),
  });
  return {
    status: error.status,
    headers: { ...error.headers, "content-type": "application/xml" },
    body: [Buffer.from(document)],
  };
}

function withIds(reply: Reply, { requestId }: ServiceContext): Reply {
  const headers = { "x-amz-request-id": requestId, "x-amz-id-2": hostId(requestId), server: "AmazonS3" };
  return { ...reply, headers: { ...headers, ...reply.headers } };
}

function hostId(requestId: string): string {
  return Buffer.from(`host of ${requestId} in the local S3`).toString("base64");
}

const METHODS = ["GET", "PUT", "POST", "DELETE", "HEAD"];
const MIN_PART_BYTES = 5 * 1024 * 1024;
const MAX_KEY_BYTES = 1024;
