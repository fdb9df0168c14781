import type { HttpResponse } from "@inia/core/http";
import { clientFromModel, type RawService } from "@inia/core/model";
import { context, propagation, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type InstrumentOptions, instrument } from "./instrument.js";

const model: unknown = {
  metadata: {
    apiVersion: "2020-01-01",
    endpointPrefix: "library",
    jsonVersion: "1.1",
    protocol: "json",
    serviceId: "Library",
    signatureVersion: "v4",
    targetPrefix: "Library",
  },
  operations: { GetBook: { name: "GetBook", http: { method: "POST", requestUri: "/" }, input: { shape: "Request" } } },
  shapes: {
    Request: { type: "structure", required: ["Isbn"], members: { Isbn: { shape: "Text" } } },
    Text: { type: "string" },
  },
};

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const tracer = provider.getTracer("test");

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
});
afterAll(() => {
  context.disable();
  propagation.disable();
});
beforeEach(() => exporter.reset());

type Answer = HttpResponse | Error;

/** An instrumented client that gets these answers, and what it sends. */
function library(answers: readonly Answer[], options: InstrumentOptions = { tracer }) {
  const sent: Record<string, string>[] = [];
  const client = clientFromModel(model as RawService, {
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
    endpoint: "http://library.test:8080",
    loadConfig: false,
    sleep: async () => {},
    httpHandler: {
      async send({ headers }) {
        const answer = answers[Math.min(sent.length, answers.length - 1)]!;
        sent.push({ ...headers });
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
  });
  return { client, sent, stop: instrument(client, options) };
}

function answer(status: number, body: object = {}): HttpResponse {
  return {
    status,
    headers: { "x-amzn-requestid": `request-${status}`, "content-type": "application/x-amz-json-1.1" },
    body: new TextEncoder().encode(JSON.stringify(body)),
  };
}

const call = {
  "rpc.system": "aws-api",
  "rpc.service": "library",
  "rpc.method": "GetBook",
  "cloud.region": "eu-west-1",
};
const server = { "server.address": "library.test", "server.port": 8080 };

/** Spans by name, in the order in which they ended. */
function ended(): ReadableSpan[] {
  return exporter.getFinishedSpans();
}

test("a call is a span within the caller's, its attempts are spans within it", async () => {
  const { client } = library([answer(503), answer(200)]);
  await tracer.startActiveSpan("caller", async (caller) => {
    await client.getBook({ Isbn: "1" });
    caller.end();
  });
  const [first, second, whole, caller] = ended();
  expect(ended().map(({ name }) => name)).toEqual(["POST", "POST", "library.GetBook", "caller"]);
  expect(whole!.parentSpanContext?.spanId).toBe(caller!.spanContext().spanId);
  expect(first!.parentSpanContext?.spanId).toBe(whole!.spanContext().spanId);
  expect(second!.parentSpanContext?.spanId).toBe(whole!.spanContext().spanId);
  expect(whole!.attributes).toEqual({
    ...call,
    ...server,
    "http.response.status_code": 200,
    "aws.request_id": "request-200",
    "http.request.resend_count": 1,
  });
  expect(first!.attributes).toEqual({
    ...server,
    "http.request.method": "POST",
    "http.response.status_code": 503,
    "aws.request_id": "request-503",
    "error.type": "503",
  });
  expect(second!.attributes).toMatchObject({ "http.request.resend_count": 1, "http.response.status_code": 200 });
  expect([first, second, whole].map((span) => span!.status.code)).toEqual([
    SpanStatusCode.ERROR,
    SpanStatusCode.UNSET,
    SpanStatusCode.UNSET,
  ]);
});

test("a refusal is recorded by its code; its message is not, as it may quote the input", async () => {
  const { client } = library([answer(400, { __type: "NoSuchBook", message: "quoted" })]);
  await expect(client.getBook({ Isbn: "1" })).rejects.toMatchObject({ code: "NoSuchBook" });
  const [, whole] = ended();
  expect(whole!.status).toEqual({ code: SpanStatusCode.ERROR, message: "NoSuchBook" });
  expect(whole!.attributes).toMatchObject({ "error.type": "NoSuchBook", "http.response.status_code": 400 });
  expect(whole!.events[0]!.attributes).toMatchObject({ "exception.type": "NoSuchBook" });
  expect(JSON.stringify(whole!.events)).not.toContain("quoted");
});

test("what was thrown on the way is recorded with the attempt and the call", async () => {
  const { client } = library([Object.assign(new TypeError("cut"), { code: "ECONNRESET" })]);
  await expect(client.getBook({ Isbn: "1" }, { maxAttempts: 1 })).rejects.toThrow("cut");
  for (const span of ended()) {
    expect(span.attributes["error.type"]).toBe("ECONNRESET");
    expect(span.events[0]!.attributes).toMatchObject({ "exception.message": "cut" });
  }
  expect(ended()).toHaveLength(2);
});

test("an answer that cannot be read ends both spans", async () => {
  const unreadable = { ...answer(200), body: new TextEncoder().encode("{") };
  const { client } = library([unreadable]);
  client.meta.events.register("before-parse", () => {
    throw new TypeError("not this one");
  });
  await expect(client.getBook({ Isbn: "1" })).rejects.toThrow("not this one");
  expect(ended().map(({ name, status }) => [name, status.code])).toEqual([
    ["POST", SpanStatusCode.ERROR],
    ["library.GetBook", SpanStatusCode.ERROR],
  ]);
});

test("an input that does not fit makes no span", async () => {
  const { client } = library([answer(200)]);
  await expect(client.getBook({})).rejects.toMatchObject({ name: "ParamValidationError" });
  expect(ended()).toEqual([]);
});

test("the trace's context is sent only where that is wanted, and is not signed", async () => {
  const plain = library([answer(200)]);
  await plain.client.getBook({ Isbn: "1" });
  expect(plain.sent[0]).not.toHaveProperty("traceparent");
  exporter.reset();
  const telling = library([answer(200)], { tracer, propagate: true });
  await telling.client.getBook({ Isbn: "1" });
  const { traceId, spanId } = ended()[0]!.spanContext();
  expect(telling.sent[0]).toMatchObject({ traceparent: `00-${traceId}-${spanId}-01` });
  expect(telling.sent[0]!["Authorization"]).not.toContain("traceparent");
});

test("calls at the same time do not get into each other's spans", async () => {
  const { client } = library([answer(200)]);
  await Promise.all([client.getBook({ Isbn: "1" }), client.getBook({ Isbn: "2" }), client.getBook({ Isbn: "3" })]);
  const calls = ended().filter(({ name }) => name === "library.GetBook");
  const attempts = ended().filter(({ name }) => name === "POST");
  expect(new Set(attempts.map(({ parentSpanContext }) => parentSpanContext?.spanId))).toEqual(
    new Set(calls.map((span) => span.spanContext().spanId)),
  );
  expect(calls).toHaveLength(3);
});

test("durations are recorded with a meter", async () => {
  const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 1_000_000 });
  const meters = new MeterProvider({ readers: [reader] });
  const { client } = library([answer(200), answer(400, { __type: "NoSuchBook" })], {
    tracer,
    meter: meters.getMeter("test"),
  });
  await client.getBook({ Isbn: "1" });
  await expect(client.getBook({ Isbn: "1" })).rejects.toThrow();
  await reader.forceFlush();
  const [metric] = metrics.getMetrics()[0]!.scopeMetrics[0]!.metrics;
  const service = { "rpc.system": "aws-api", "rpc.service": "library", "rpc.method": "GetBook" };
  expect(metric!.descriptor).toMatchObject({ name: "rpc.client.call.duration", unit: "s" });
  expect(metric!.dataPoints.map(({ attributes }) => attributes)).toEqual([
    service,
    { ...service, "error.type": "NoSuchBook" },
  ]);
  await meters.shutdown();
});

test("the global provider serves where no tracer is given, and stopping ends it", async () => {
  trace.setGlobalTracerProvider(provider);
  try {
    const { client, stop } = library([answer(200)], {});
    await client.getBook({ Isbn: "1" });
    expect(ended().map(({ instrumentationScope }) => instrumentationScope.name)).toEqual(
      Array(2).fill("@inia/opentelemetry"),
    );
    stop();
    await client.getBook({ Isbn: "1" });
    expect(ended()).toHaveLength(2);
  } finally {
    trace.disable();
  }
});
