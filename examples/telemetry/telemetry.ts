import { context, type Meter, metrics, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
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

const spans = new InMemorySpanExporter();
const measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter: measured });

/** Sets up what spans and metrics go to. */
export function startTelemetry(): Meter {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }));
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  return metrics.getMeter("inia-example-telemetry");
}

/** All spans as a tree, then how many calls of each kind there were. */
export async function report(): Promise<string[]> {
  const all = spans.getFinishedSpans();
  const lines = all
    .filter(({ parentSpanContext }) => parentSpanContext === undefined)
    .flatMap((root) => tree(root, all, ""));
  await reader.forceFlush();
  for (const { scopeMetrics } of measured.getMetrics().slice(-1)) {
    for (const { descriptor, dataPoints } of scopeMetrics.flatMap((scope) => scope.metrics)) {
      for (const { attributes, value } of dataPoints) {
        if (typeof value !== "object" || !("count" in value)) continue;
        const failed = attributes["error.type"] === undefined ? "" : `, ${String(attributes["error.type"])}`;
        lines.push(`${descriptor.name} ${String(attributes["rpc.method"])}${failed}: ${value.count}`);
      }
    }
  }
  return lines;
}

function tree(span: ReadableSpan, all: readonly ReadableSpan[], indent: string): string[] {
  const { name, attributes } = span;
  const shown = Object.entries(labels)
    .filter(([key]) => attributes[key] !== undefined)
    .map(([key, label]) => ` ${label}=${String(attributes[key])}`);
  const children = all.filter(({ parentSpanContext }) => parentSpanContext?.spanId === span.spanContext().spanId);
  return [`${indent}${name}${shown.join("")}`, ...children.flatMap((child) => tree(child, all, `${indent}  `))];
}

const labels = {
  "http.response.status_code": "status",
  "http.request.resend_count": "resends",
  "error.type": "error",
};
