export { type Credential, CredentialStore, defaultCredential, type Identity, localAccount } from "./credentials.js";
export { type DynamoDBOptions, startDynamoDB } from "./dynamodb.js";
export {
  eventBytes,
  exceptionBytes,
  type ReceivedEvent,
  type Script,
  type Step,
} from "./event-streams/conversation.js";
export type { HeaderValue } from "./event-streams/message.js";
export {
  type ConversationRecord,
  type EventStreamsOptions,
  type EventStreamsServer,
  startEventStreams,
} from "./event-streams/server.js";
export {
  type FaultServer,
  type FaultServerOptions,
  type FaultyExchange,
  startFaultServer,
} from "./faults/fault-server.js";
export { type LocalAws, type LocalAwsOptions, type LocalServiceName, startLocalAws } from "./local-aws.js";
export { type S3Options, startS3 } from "./s3/service.js";
export type { IncomingRequest, TlsOptions } from "./server.js";
export type { LocalService, RequestRecord, ServiceOptions } from "./service.js";
export { startSqs } from "./sqs/service.js";
export { startSts } from "./sts/service.js";
export { startVerifier, type VerifierOptions } from "./verifier.js";
export { AuthFailure, type AuthFailureReason } from "./verify/auth-failure.js";
export type { Authorization, CredentialScope } from "./verify/authorization.js";
export type { PathStyle } from "./verify/canonical-request.js";
export type { PayloadRule } from "./verify/payload.js";
export type { HeaderLine, SignedRequest } from "./verify/signed-request.js";
export { type VerifiedRequest, type VerifyOptions, verifyRequest } from "./verify/verify-request.js";
