import { expect, test } from "vitest";
import { Refreshing } from "./refreshing.js";

interface Value {
  readonly id: number;
  readonly expiration: Date | undefined;
}

/** Values of an hour each, by a clock that tests move; `calls` are answered by hand. */
function refreshingHours(): {
  refreshing: Refreshing<Value>;
  clock: { seconds: number };
  calls: PromiseWithResolvers<Value>[];
  failures: unknown[];
  value: (id: number) => Value;
} {
  const clock = { seconds: 0 };
  const calls: PromiseWithResolvers<Value>[] = [];
  const failures: unknown[] = [];
  const value = (id: number): Value => ({ id, expiration: new Date((clock.seconds + 3600) * 1000) });
  const refreshing = new Refreshing<Value>({
    initial: value(0),
    clock: () => clock.seconds * 1000,
    onAdvisoryFailure: (error) => failures.push(error),
    refresh: () => {
      const call = withResolvers<Value>();
      calls.push(call);
      return call.promise;
    },
  });
  return { refreshing, clock, calls, failures, value };
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve!: PromiseWithResolvers<T>["resolve"];
  let reject!: PromiseWithResolvers<T>["reject"];
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

test("a fresh value is given at once", () => {
  const { refreshing, clock } = refreshingHours();
  clock.seconds = 3600 - 900;
  expect(refreshing.get()).toMatchObject({ id: 0 });
});

test("within 900 seconds of the end one caller refreshes, the others go on", async () => {
  const { refreshing, clock, calls, value } = refreshingHours();
  clock.seconds = 3600 - 899;
  const first = refreshing.get();
  expect(refreshing.get()).toMatchObject({ id: 0 });
  calls[0]!.resolve(value(1));
  expect(await first).toMatchObject({ id: 1 });
  expect(refreshing.get()).toMatchObject({ id: 1 });
  expect(calls).toHaveLength(1);
});

test("a failure that early is told, and the old value stays", async () => {
  const { refreshing, clock, calls, failures } = refreshingHours();
  clock.seconds = 3600 - 800;
  const first = refreshing.get();
  calls[0]!.reject(new Error("down"));
  expect(await first).toMatchObject({ id: 0 });
  expect(failures).toEqual([new Error("down")]);
});

test("within 600 seconds of the end a thousand callers wait for one refresh", async () => {
  const { refreshing, clock, calls, value } = refreshingHours();
  clock.seconds = 3600 - 599;
  const all = Promise.all(Array.from({ length: 1000 }, () => refreshing.get()));
  calls[0]!.resolve(value(1));
  expect(new Set((await all).map(({ id }) => id))).toEqual(new Set([1]));
  expect(calls).toHaveLength(1);
});

test("a failure that late is thrown to all, and the next call tries again", async () => {
  const { refreshing, clock, calls, failures, value } = refreshingHours();
  clock.seconds = 3600;
  const all = Promise.allSettled([refreshing.get(), refreshing.get()]);
  calls[0]!.reject(new Error("down"));
  expect(await all).toEqual([
    { status: "rejected", reason: new Error("down") },
    { status: "rejected", reason: new Error("down") },
  ]);
  expect(failures).toEqual([]);
  const again = refreshing.get();
  calls[1]!.resolve(value(2));
  expect(await again).toMatchObject({ id: 2 });
});

test("a refresh that gives something expired is an error", async () => {
  const { refreshing, clock, calls } = refreshingHours();
  clock.seconds = 4000;
  const first = refreshing.get();
  calls[0]!.resolve({ id: 1, expiration: new Date(3_999_000) });
  await expect(first).rejects.toMatchObject({ name: "CredentialRetrievalError", message: /expired already/ });
});

test("without a first value, the first get refreshes", async () => {
  const refreshing = new Refreshing<Value>({ refresh: async () => ({ id: 1, expiration: undefined }) });
  expect(refreshing.current).toBeUndefined();
  expect(refreshing.isDue()).toBe(true);
  expect(await refreshing.get()).toEqual({ id: 1, expiration: undefined });
});

test("a value without an end is never due", () => {
  const refreshing = new Refreshing<Value>({
    initial: { id: 0, expiration: undefined },
    refresh: () => Promise.reject(new Error("not to be called")),
  });
  expect(refreshing.isDue(1e12)).toBe(false);
  expect(refreshing.get()).toMatchObject({ id: 0 });
});

test("isDue tells for any window, without a refresh", () => {
  const { refreshing, clock, calls } = refreshingHours();
  clock.seconds = 1000;
  expect([refreshing.isDue(), refreshing.isDue(2600), refreshing.isDue(2601)]).toEqual([false, false, true]);
  expect(calls).toHaveLength(0);
});
