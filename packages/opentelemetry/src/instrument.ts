import type { Client } from "@inia/core";
import type { EventPayload } from "@inia/core/events";
import {
  type Attributes,
  type Context,
  context,
  type Histogram,
  type Meter,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";

export interface InstrumentOptions {
  /** Default: the global provider's, named `@inia/opentelemetry`. */
  readonly tracer?: Tracer | undefined;
  /** Where it is given, `rpc.client.call.duration` is recorded. */
  readonly meter?: Meter | undefined;
  /**
   * Puts the trace's context (`traceparent`) into the headers of requests, unsigned. Default: `false`; AWS's services
   * have no use for it, proxies and compatible stores may.
   */
  readonly propagate?: boolean | undefined;
}

/**
 * Makes spans of a client's calls: one per call, and within it one per attempt. They have the names and attributes of
 * OpenTelemetry's conventions for AWS SDKs. Inputs, outputs and messages of services are not among them.
 *
 * A span begins when the call is ready to be sent: an input that does not fit makes none. Gives a function that ends
 * the instrumentation; calls under way finish their spans.
 */
export function instrument(client: Pick<Client<string>, "meta">, options: InstrumentOptions = {}): () => void {
  const { events } = client.meta;
  const telemetry = new Telemetry(client, options);
  const handlers = [
    ["before-call", (event: EventPayload<"before-call">) => telemetry.startCall(event)],
    ["before-send", (event: EventPayload<"before-send">) => telemetry.startAttempt(event)],
    ["response-received", (event: EventPayload<"response-received">) => telemetry.endAttempt(event)],
    ["after-call", (event: EventPayload<"after-call">) => telemetry.endCall(event)],
    ["after-call-error", (event: EventPayload<"after-call-error">) => telemetry.failCall(event)],
  ] as const;
  // First at the start, so that a stub's answer has a span, too; last where other handlers may still change something.
  for (const [event, handler] of handlers) {
    if (event === "before-call") events.registerFirst(event, handler as never);
    else events.registerLast(event, handler as never);
  }
  return () => {
    for (const [event, handler] of handlers) events.unregister(event, handler as never);
  };
}

/** A call that has begun. */
interface CallSpan {
  readonly span: Span;
  readonly within: Context;
  readonly attributes: Attributes;
  readonly startedAt: number;
  attempts: number;
  attempt: Span | undefined;
}

class Telemetry {
  readonly #client: Pick<Client<string>, "meta">;
  readonly #tracer: Tracer;
  readonly #duration: Histogram | undefined;
  readonly #propagate: boolean;
  /** By the context that a call's events share. */
  readonly #calls: WeakMap<object, CallSpan> = new WeakMap();

  constructor(client: Pick<Client<string>, "meta">, { tracer, meter, propagate = false }: InstrumentOptions) {
    this.#client = client;
    this.#tracer = tracer ?? trace.getTracer("@inia/opentelemetry");
    this.#duration = meter?.createHistogram("rpc.client.call.duration", {
      description: "Duration of calls, all of their attempts and the waits between them included.",
      unit: "s",
    });
    this.#propagate = propagate;
  }

  startCall({ eventName, model, context: key }: EventPayload<"before-call">): void {
    // before-call.<service>.<Operation>
    const service = eventName.split(".")[1] ?? "";
    const attributes: Attributes = { "rpc.system": "aws-api", "rpc.service": service, "rpc.method": model.name };
    const span = this.#tracer.startSpan(`${service}.${model.name}`, {
      kind: SpanKind.CLIENT,
      attributes: { ...attributes, "cloud.region": this.#client.meta.regionName },
    });
    const within = trace.setSpan(context.active(), span);
    this.#calls.set(key, { span, within, attributes, startedAt: performance.now(), attempts: 0, attempt: undefined });
  }

  startAttempt({ request, context: key }: EventPayload<"before-send">): void {
    const call = this.#calls.get(key);
    if (call === undefined) return;
    call.attempts += 1;
    const { hostname, port, protocol } = new URL(request.url);
    const server = { "server.address": hostname, "server.port": Number(port) || (protocol === "https:" ? 443 : 80) };
    call.span.setAttributes(server);
    call.attempt = this.#tracer.startSpan(
      request.method,
      {
        kind: SpanKind.CLIENT,
        attributes: {
          ...server,
          "http.request.method": request.method,
          ...(call.attempts > 1 && { "http.request.resend_count": call.attempts - 1 }),
        },
      },
      call.within,
    );
    if (this.#propagate) propagation.inject(trace.setSpan(call.within, call.attempt), request.headers);
  }

  endAttempt({ response, parsed, exception, context: key }: EventPayload<"response-received">): void {
    const call = this.#calls.get(key);
    const span = call?.attempt;
    if (call === undefined || span === undefined) return;
    if (response !== undefined) span.setAttributes(responseAttributes(response));
    const code = codeOf(parsed);
    if (exception !== undefined) fail(span, exception);
    else if (code !== undefined) span.setAttribute("error.type", code).setStatus({ code: SpanStatusCode.ERROR });
    span.end();
    call.attempt = undefined;
  }

  /** Also for what the service refused: the message is not recorded, since some services quote the input. */
  endCall({ httpResponse, parsed, model, context: key }: EventPayload<"after-call">): void {
    const call = this.#calls.get(key);
    if (call === undefined) return;
    call.span.setAttributes(responseAttributes(httpResponse));
    const code = codeOf(parsed);
    if (code !== undefined) {
      call.span.recordException({ name: code, message: `${model.name} was refused.` });
      call.span.setAttribute("error.type", code).setStatus({ code: SpanStatusCode.ERROR, message: code });
    }
    this.#finish(key, call, code);
  }

  failCall({ exception, context: key }: EventPayload<"after-call-error">): void {
    const call = this.#calls.get(key);
    if (call === undefined) return;
    if (call.attempt !== undefined) {
      fail(call.attempt, exception);
      call.attempt.end();
    }
    this.#finish(key, call, fail(call.span, exception));
  }

  #finish(key: object, call: CallSpan, error: string | undefined): void {
    if (call.attempts > 1) call.span.setAttribute("http.request.resend_count", call.attempts - 1);
    call.span.end();
    this.#calls.delete(key);
    const attributes = error === undefined ? call.attributes : { ...call.attributes, "error.type": error };
    this.#duration?.record((performance.now() - call.startedAt) / 1000, attributes, call.within);
  }
}

/** Gives the type of the error. */
function fail(span: Span, exception: unknown): string {
  const error = exception instanceof Error ? exception : new Error("The call was ended by a value that is no error.");
  const type = (error as { readonly code?: unknown }).code ?? error.name;
  span.recordException(error);
  span.setAttribute("error.type", String(type)).setStatus({ code: SpanStatusCode.ERROR, message: error.name });
  return String(type);
}

function responseAttributes({ status, headers }: EventPayload<"after-call">["httpResponse"]): Attributes {
  const requestId = headers["x-amzn-requestid"] ?? headers["x-amz-request-id"];
  const extendedId = headers["x-amz-id-2"];
  return {
    "http.response.status_code": status,
    ...(requestId !== undefined && { "aws.request_id": requestId }),
    ...(extendedId !== undefined && { "aws.extended_request_id": extendedId }),
  };
}

function codeOf(parsed: EventPayload<"response-received">["parsed"]): string | undefined {
  return (parsed?.["Error"] as { readonly Code?: string } | undefined)?.Code;
}
