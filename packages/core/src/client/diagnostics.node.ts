import type { TracingChannel } from "node:diagnostics_channel";
import { isIniaError } from "../errors/inia-error.js";
import { splitUrl } from "../http/url.js";
import type { ResponseMetadata } from "../schema/metadata.js";
import { errorCode } from "./attempt-log.js";
import type { AttemptDiagnostics, CallDiagnostics, Diagnostics } from "./diagnostics.js";

/** Tracing channels of `node:diagnostics_channel`. */
export const diagnostics: Diagnostics = {
  observeCall(client, operation, run) {
    if (!isObserved(channel("inia:call"))) return run();
    const facts: CallDiagnostics = { service: client.service.id, operation: operation.name, region: client.region };
    return trace<CallDiagnostics, unknown>("inia:call", facts, run, (output, error) => {
      const { $metadata } = (error ?? output) as { readonly $metadata?: ResponseMetadata };
      facts.attempts = isIniaError(error) ? error.attempts : $metadata?.attempts;
      facts.status = $metadata?.httpStatusCode;
      facts.requestId = isIniaError(error) ? error.requestId : $metadata?.requestId;
    });
  },

  observeAttempt({ client, operation, attempts }, { method, url }, run) {
    if (!isObserved(channel("inia:attempt"))) return run();
    const facts: AttemptDiagnostics = {
      service: client.service.id,
      operation: operation.name,
      region: client.region,
      attempt: attempts,
      method,
      host: splitUrl(url).host,
    };
    return trace("inia:attempt", facts, run, (outcome) => {
      if (outcome === undefined) return undefined;
      facts.status = outcome.received?.status;
      facts.requestId = outcome.received?.requestId;
      facts.code = outcome.received && errorCode(outcome.received);
      return outcome.exception;
    });
  },
};

const channels: Record<string, TracingChannel> = {};

/** The module is in every Node anyway; it is looked up at the first call. */
function channel(name: string): TracingChannel {
  channels[name] ??= process.getBuiltinModule("node:diagnostics_channel").tracingChannel(name);
  return channels[name];
}

/** Not by the tracing channel's own word: Bun and Deno have none. */
function isObserved({ start, end, asyncStart, asyncEnd, error }: TracingChannel): boolean {
  return (
    start.hasSubscribers ||
    asyncEnd.hasSubscribers ||
    error.hasSubscribers ||
    end.hasSubscribers ||
    asyncStart.hasSubscribers
  );
}

/**
 * As `TracingChannel.tracePromise`, but awaited here: behind a `then` of the platform's the stack of an error would not
 * reach the caller. `settled` notes what came of it, and names an error that is not thrown.
 */
async function trace<Facts extends { error?: unknown }, Result>(
  name: string,
  facts: Facts,
  run: () => Promise<Result>,
  settled: (result: Result | undefined, error?: unknown) => unknown,
): Promise<Result> {
  const { start, end, asyncStart, asyncEnd, error } = channel(name);
  const pending = start.runStores(facts, run);
  end.publish(facts);
  const finish = (failure: unknown): void => {
    if (failure !== undefined) {
      facts.error = failure;
      error.publish(facts);
    }
    asyncStart.publish(facts);
    asyncEnd.publish(facts);
  };
  try {
    const result = await pending;
    finish(settled(result));
    return result;
  } catch (failure) {
    settled(undefined, failure);
    finish(failure);
    throw failure;
  }
}
