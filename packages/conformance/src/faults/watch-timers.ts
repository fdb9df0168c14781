import { createHook } from "node:async_hooks";

export interface WatchedTimers {
  /** How many of them are neither cleared nor have fired. */
  left(): number;
  stop(): void;
}

/** Stacks are told by the built files, or by what source maps make of them. */
const fromCore: RegExp = /[\\/]core[\\/](dist|src)[\\/]/;

/** Watches the timers that core sets from now on, also those that do not keep a program running. */
export function watchTimers(): WatchedTimers {
  // Node tells nobody which timers there are; that they have a field `_destroyed` is not documented, but old.
  const timers: { readonly _destroyed: boolean }[] = [];
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const hook = createHook({
    init(_, type, __, resource) {
      if (type === "Timeout" && fromCore.test(new Error().stack ?? "")) timers.push(resource as (typeof timers)[0]);
    },
  }).enable();
  return {
    left: () => timers.filter(({ _destroyed }) => !_destroyed).length,
    stop() {
      hook.disable();
      Error.stackTraceLimit = limit;
    },
  };
}
