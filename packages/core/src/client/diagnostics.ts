import type { HttpRequest } from "../http/message.js";
import type { OperationDescriptor } from "../schema/operation.js";
import type { ClientState } from "./client-state.js";
import type { Call } from "./open-call.js";
import type { Outcome } from "./send-attempt.js";

/**
 * What the tracing channel `inia:call` publishes of a call: one object for all of its events. Channels are Node's (Bun
 * and Deno have them, too): `tracingChannel("inia:call").subscribe({ start, end, asyncStart, asyncEnd, error })`.
 * Nothing is computed while nobody subscribes. There is no input and no output in it: those may hold secrets.
 *
 * @example
 * ```ts
 * import { tracingChannel } from "node:diagnostics_channel";
 * import type { CallDiagnostics } from "@inia/core";
 *
 * tracingChannel<string, CallDiagnostics>("inia:call").subscribe({
 *   asyncEnd: ({ service, operation, attempts, status }) => console.log(service, operation, attempts, status),
 * });
 * ```
 */
export interface CallDiagnostics {
  /** Hyphenised service id: `cloudwatch-logs`. */
  readonly service: string;
  /** As the API names it: `GetObject`. */
  readonly operation: string;
  readonly region: string;
  /** From `asyncStart` on: attempts that were made, the first one counted. */
  attempts?: number | undefined;
  /** From `asyncStart` on: the status of the last response; undefined where there was none. */
  status?: number | undefined;
  /** From `asyncStart` on: the id that the service gave the request. */
  requestId?: string | undefined;
  /** From `error` on: what the call rejects with. */
  error?: unknown;
}

/**
 * What the tracing channel `inia:attempt` publishes of an attempt, one request and its response; its events lie within
 * those of the call. A service's refusal has `status` and `code`; `error` is for what was thrown on the way.
 */
export interface AttemptDiagnostics {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly method: string;
  /** Host and port. */
  readonly host: string;
  /** From `asyncStart` on; undefined where there was no response. */
  status?: number | undefined;
  requestId?: string | undefined;
  /** From `asyncStart` on: the code of the service's error, for example `ThrottlingException`. */
  code?: string | undefined;
  /** From `error` on: what was thrown on the way to a response. */
  error?: unknown;
}

/** Publishes what calls do; undefined where a platform has no channels. */
export type Diagnostics =
  | {
      observeCall(client: ClientState, operation: OperationDescriptor, run: () => Promise<unknown>): Promise<unknown>;
      observeAttempt(call: Call, request: HttpRequest, run: () => Promise<Outcome>): Promise<Outcome>;
    }
  | undefined;
