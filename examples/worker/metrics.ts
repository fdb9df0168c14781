import { tracingChannel } from "node:diagnostics_channel";
import type { CallDiagnostics } from "@inia/core";

/** What was done with messages. */
export const jobs = { received: 0, done: 0, failed: 0 };

/** How often each operation was called, and how that ended. */
const calls = new Map<string, { succeeded: number; failed: number; attempts: number }>();

// All clients of the process publish their calls here; nothing has to be passed around.
tracingChannel<string, CallDiagnostics>("inia:call").subscribe({
  start() {},
  end() {},
  asyncStart() {},
  asyncEnd(call) {
    const count = calls.get(call.operation) ?? { succeeded: 0, failed: 0, attempts: 0 };
    calls.set(call.operation, count);
    if ("error" in call && call.error !== undefined) count.failed += 1;
    else count.succeeded += 1;
    count.attempts += call.attempts ?? 0;
  },
  error() {},
});

/** All numbers, as one line of JSON. */
export function metrics(): string {
  return JSON.stringify({ jobs, calls: Object.fromEntries(calls) });
}
