import { expect, test } from "vitest";
import { adaptiveRetries } from "./adaptive.js";
import type { AttemptResult, CallRetries } from "./strategy.js";

const operation = { name: "Op", http: ["POST", "/"] } as const;
const throttled: AttemptResult = { attempts: 1, status: 400, code: "ThrottlingException" };
const fine: AttemptResult = { attempts: 1, status: 200 };

/** A client with a clock that only its own waits move. */
async function client(): Promise<{
  call(): CallRetries;
  now(): number;
  slept: number[];
  pass(ms: number): void;
}> {
  let now = 1_000_000;
  const slept: number[] = [];
  const strategy = adaptiveRetries({
    service: "dynamodb",
    random: () => 1,
    clock: () => now,
    async sleep(ms) {
      slept.push(ms);
      now += ms;
    },
  });
  return {
    call: () => strategy.begin(operation),
    now: () => now,
    slept,
    pass(ms) {
      now += ms;
    },
  };
}

test("nothing is held back before the first throttling answer", async () => {
  const { call, pass } = await client();
  for (let i = 0; i < 100; i++) {
    expect(call().admit()).toBeUndefined();
    call().next(fine);
    pass(1);
  }
});

test("retries themselves are those of standard", async () => {
  const { call } = await client();
  const one = call();
  expect(one.maxAttempts).toBe(3);
  expect([1, 2, 3].map((attempts) => one.next({ ...throttled, attempts }))).toEqual([1000, 2000, undefined]);
  expect(one).toMatchObject({ maxAttemptsReached: true, quotaReached: false, stopDelay: 0 });
});

test("after throttling the client slows down to 0.7 of its measured rate, and no lower than one in two seconds", async () => {
  const { call, pass, slept } = await client();
  // 100 requests a second for two seconds.
  for (let i = 0; i < 200; i++) {
    call().next(fine);
    pass(10);
  }
  call().next(throttled);
  for (let i = 0; i < 20; i++) await call().admit();
  const spacing = slept.slice(-10).reduce((sum, ms) => sum + ms, 0) / 10;
  expect(spacing).toBeGreaterThan(1000 / 100);
  expect(spacing).toBeLessThan(1000 / 50);

  for (let i = 0; i < 20; i++) {
    pass(1000);
    call().next(throttled);
  }
  slept.length = 0;
  await call().admit();
  await call().admit();
  await call().admit();
  expect(slept.at(-1)).toBe(2000);
});

test("the rate grows again while answers are fine", async () => {
  const { call, now, pass } = await client();
  for (let i = 0; i < 20; i++) {
    call().next(throttled);
    pass(500);
  }
  const requestsIn = async (seconds: number): Promise<number> => {
    let count = 0;
    for (const end = now() + seconds * 1000; now() < end; ) {
      await call().admit();
      call().next(fine);
      count++;
    }
    return count;
  };
  const early = await requestsIn(10);
  await requestsIn(20);
  expect(await requestsIn(10)).toBeGreaterThan(early * 2);
});

test("a wait ends with the caller's signal", async () => {
  const strategy = adaptiveRetries({ service: "s3", random: () => 1, clock: () => 0 });
  strategy.begin(operation).next(throttled);
  const abort = new AbortController();
  const wait = strategy.begin(operation).admit(abort.signal);
  abort.abort("enough");
  await expect(wait).rejects.toBe("enough");
});
