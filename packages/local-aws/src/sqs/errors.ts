import { ServiceError } from "../service-error.js";

/** Error of SQS by its name in the JSON protocol. */
export function sqsError(code: string, message: string): ServiceError {
  return new ServiceError(code, 400, message);
}

/** `400 InvalidParameterValue` */
export function invalidParameter(name: string, value: unknown, reason: string): ServiceError {
  return sqsError("InvalidParameterValue", `Value ${value} for parameter ${name} is invalid. Reason: ${reason}`);
}

/** `400 MissingParameter` */
export function missingParameter(name: string): ServiceError {
  return sqsError("MissingParameter", `The request must contain the parameter ${name}.`);
}

/** The code of an error in the query protocol, and in `x-amzn-query-error`. */
export function queryCode(code: string): string {
  return QUERY_CODES[code]?.[0] ?? code;
}

/** The status of an error in the query protocol; in JSON nearly all are 400. */
export function queryStatus(error: ServiceError): number {
  return QUERY_CODES[error.code]?.[1] ?? error.status;
}

const QUERY_CODES: Readonly<Record<string, readonly [code: string, status: number]>> = {
  BatchEntryIdsNotDistinct: ["AWS.SimpleQueueService.BatchEntryIdsNotDistinct", 400],
  BatchRequestTooLong: ["AWS.SimpleQueueService.BatchRequestTooLong", 400],
  EmptyBatchRequest: ["AWS.SimpleQueueService.EmptyBatchRequest", 400],
  ExpiredTokenException: ["ExpiredToken", 403],
  IncompleteSignatureException: ["IncompleteSignature", 400],
  InvalidBatchEntryId: ["AWS.SimpleQueueService.InvalidBatchEntryId", 400],
  InvalidSignatureException: ["SignatureDoesNotMatch", 403],
  MessageNotInflight: ["AWS.SimpleQueueService.MessageNotInflight", 400],
  MissingAuthenticationTokenException: ["MissingAuthenticationToken", 403],
  OverLimit: ["OverLimit", 403],
  PurgeQueueInProgress: ["AWS.SimpleQueueService.PurgeQueueInProgress", 403],
  QueueDoesNotExist: ["AWS.SimpleQueueService.NonExistentQueue", 400],
  QueueNameExists: ["QueueAlreadyExists", 400],
  ReceiptHandleIsInvalid: ["ReceiptHandleIsInvalid", 404],
  TooManyEntriesInBatchRequest: ["AWS.SimpleQueueService.TooManyEntriesInBatchRequest", 400],
  UnknownOperationException: ["InvalidAction", 400],
  UnrecognizedClientException: ["InvalidClientTokenId", 403],
  UnsupportedOperation: ["AWS.SimpleQueueService.UnsupportedOperation", 400],
};
