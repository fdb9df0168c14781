import { identityOf } from "../credentials.js";
import { readForm } from "../query/form.js";
import { queryErrorReply, queryReply } from "../query/reply.js";
import type { IncomingRequest, Reply } from "../server.js";
import { type LocalService, readAll, type ServiceContext, type ServiceOptions, startService } from "../service.js";
import { ServiceError } from "../service-error.js";
import { awsAuthError } from "../verify/aws-auth-error.js";
import type { VerifiedRequest } from "../verify/verify-request.js";
import { queryCode, queryStatus, sqsError } from "./errors.js";
import type { SqsDocument, SqsHandler } from "./operation.js";
import { sqsOperations } from "./operations.js";
import { elementsOf, inputOfForm } from "./query-protocol.js";
import type { Queue } from "./queue.js";

/** Starts an SQS without queues. It speaks AWS JSON 1.0 and the older query protocol. */
export function startSqs(options: ServiceOptions = {}): Promise<LocalService> {
  const queues = new Map<string, Queue>();
  const region = options.region ?? "us-east-1";
  const scheme = options.tls === undefined ? "http" : "https";
  const carryOut = (
    handler: SqsHandler,
    input: SqsDocument,
    verified: VerifiedRequest,
    { request, now }: ServiceContext,
  ): SqsDocument | Promise<SqsDocument> => {
    const origin = `${scheme}://${request.header("host")}`;
    const senderId = identityOf(verified.credential).userId;
    return handler({ input, queues, region, origin, senderId, now, signal: request.signal });
  };
  return startService(
    {
      name: "sqs",
      handle: (context) => (isJson(context.request) ? handleJson(context, carryOut) : handleQuery(context, carryOut)),
      authError: (failure) => awsAuthError(failure, "json"),
      errorReply: (error, { request, requestId }) =>
        isJson(request) ? jsonErrorReply(error, requestId) : formErrorReply(error, requestId),
    },
    options,
    { service: "sqs", region },
  );
}

type CarryOut = (
  handler: SqsHandler,
  input: SqsDocument,
  verified: VerifiedRequest,
  context: ServiceContext,
) => SqsDocument | Promise<SqsDocument>;

async function handleJson(context: ServiceContext, carryOut: CarryOut): Promise<Reply> {
  const { request, record, requestId } = context;
  const body = await readAll(request.body);
  const operation = (request.header("x-amz-target") ?? "").replace(/^AmazonSQS\./, "");
  record.operation = operation;
  const verified = context.verify(body);
  const output = await carryOut(findOperation(operation), readJson(body), verified, context);
  const headers = { "x-amzn-requestid": requestId, "content-type": "application/x-amz-json-1.0" };
  return { status: 200, headers, body: [Buffer.from(JSON.stringify(output))] };
}

async function handleQuery(context: ServiceContext, carryOut: CarryOut): Promise<Reply> {
  const { request, record, requestId } = context;
  const { parameters, body } = await readForm(request);
  const operation = parameters.get("Action") ?? "";
  record.operation = operation === "" ? undefined : operation;
  const verified = context.verify(body);
  const input = inputOfForm(operation, parameters, request.path);
  const output = await carryOut(findOperation(operation), input, verified, context);
  const result = elementsOf(operation, output);
  const isEmpty = WITHOUT_RESULT.includes(operation);
  return queryReply(operation, isEmpty ? undefined : result, NAMESPACE, requestId);
}

function isJson(request: IncomingRequest): boolean {
  return request.header("x-amz-target") !== undefined;
}

function findOperation(name: string): SqsHandler {
  const handler = sqsOperations.get(name);
  if (handler === undefined) {
    throw new ServiceError("UnknownOperationException", 404, `The operation ${name} does not exist.`);
  }
  return handler;
}

function readJson(body: Buffer): SqsDocument {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as SqsDocument;
    }
  } catch {
    // Not JSON: the same answer as JSON of another kind.
  }
  throw sqsError("SerializationException", "Could not read the request's document");
}

function jsonErrorReply(error: ServiceError, requestId: string): Reply {
  const namespace = error.code.endsWith("Exception") ? "com.amazon.coral.service" : "com.amazonaws.sqs";
  const body = JSON.stringify({ __type: `${namespace}#${error.code}`, message: error.message });
  return {
    status: error.status,
    headers: {
      "x-amzn-requestid": requestId,
      "x-amzn-query-error": `${queryCode(error.code)};${error.status < 500 ? "Sender" : "Receiver"}`,
      "content-type": "application/x-amz-json-1.0",
    },
    body: [Buffer.from(body)],
  };
}

function formErrorReply(error: ServiceError, requestId: string): Reply {
  const status = queryStatus(error);
  const known = new ServiceError(error.code, status, error.message);
  return queryErrorReply(known, queryCode(error.code), NAMESPACE, requestId);
}

const NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";
const WITHOUT_RESULT = [
  "ChangeMessageVisibility",
  "DeleteMessage",
  "DeleteQueue",
  "PurgeQueue",
  "SetQueueAttributes",
  "TagQueue",
  "UntagQueue",
];
