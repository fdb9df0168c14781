import type { HttpRequest, HttpResponse } from "../http/message.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import type { OperationDescriptor } from "../schema/operation.js";
import type { CallContext } from "./call-context.js";

type Params = Record<string, unknown>;

/** What each kind of event carries, in the order in which a call emits them. */
export interface EventPayloads {
  /** The first answer that is an object replaces the parameters. */
  "provide-client-params": { params: Params; model: OperationDescriptor; context: CallContext };
  /** `params` is a copy that handlers may change; validation comes after. */
  "before-parameter-build": { params: Params; model: OperationDescriptor; context: CallContext };
  /** `builtins` are the endpoint's parameters, for handlers to change. */
  "before-endpoint-resolution": { builtins: Params; model: OperationDescriptor; params: Params; context: CallContext };
  /** The first answer `[response, parsed]` replaces the call: nothing is sent. */
  "before-call": { model: OperationDescriptor; params: SerializedRequest; context: CallContext };
  /** Per attempt, before and while it is signed. */
  "request-created": { request: HttpRequest; operationName: string; context: CallContext };
  /** The first answer names the signer, or is one. */
  "choose-signer": {
    signingName: string;
    regionName: string | undefined;
    signatureVersion: string | undefined;
    context: CallContext;
  };
  "before-sign": {
    request: HttpRequest;
    signingName: string;
    regionName: string | undefined;
    signatureVersion: string;
    operationName: string;
    context: CallContext;
  };
  /** The first answer is taken for the response: nothing is sent. */
  "before-send": { request: HttpRequest; context: CallContext };
  /** `response` may be changed; `additions` become members of the output. */
  "before-parse": {
    model: OperationDescriptor;
    response: { status: number; reason?: string | undefined; headers: Record<string, string>; body: Uint8Array };
    additions: Params;
    context: CallContext;
  };
  "response-received": {
    response: HttpResponse | undefined;
    parsed: Params | undefined;
    exception: unknown;
    context: CallContext;
  };
  /** The first answer that is a number of seconds is waited for, then the call is tried again; 0 retries at once. */
  "needs-retry": {
    response: HttpResponse | undefined;
    parsed: Params | undefined;
    operation: OperationDescriptor;
    attempts: number;
    caughtException: unknown;
    request: SerializedRequest;
    context: CallContext;
  };
  /** There will be another attempt, after the wait; `attempts` are made, `reason` is why the last was not enough. */
  "before-retry": {
    operation: OperationDescriptor;
    attempts: number;
    delayMs: number;
    reason: string;
    response: HttpResponse | undefined;
    exception: unknown;
    context: CallContext;
  };
  /** Also for errors of the service, before they are thrown: `parsed.Error` is set then. */
  "after-call": { httpResponse: HttpResponse; parsed: Params; model: OperationDescriptor; context: CallContext };
  "after-call-error": { exception: unknown; context: CallContext };
}

export type EventRoot = keyof EventPayloads;

/** An event, or a prefix of one: `before-call`, `before-call.s3`, `before-call.s3.PutObject`, `*.s3`. */
export type EventName = EventRoot | `${EventRoot}.${string}` | "*" | `*.${string}`;

/** The payload of an event, found by its first part. */
export type EventPayload<Name extends string> = { readonly eventName: string } & (Name extends EventRoot
  ? EventPayloads[Name]
  : Name extends `${infer Root}.${string}`
    ? Root extends EventRoot
      ? EventPayloads[Root]
      : Params
    : Params);
