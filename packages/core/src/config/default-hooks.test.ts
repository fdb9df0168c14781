import { afterEach, expect, test, vi } from "vitest";
import { randomToken, sleep } from "./default-hooks.js";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("sleep ends after its time", async () => {
  vi.useFakeTimers();
  let ended = false;
  const sleeping = sleep(1000).then(() => {
    ended = true;
  });
  await vi.advanceTimersByTimeAsync(999);
  expect(ended).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await sleeping;
  expect(ended).toBe(true);
});

test("sleep ends with the signal's reason, and leaves no timer", async () => {
  vi.useFakeTimers();
  const controller = new AbortController();
  const sleeping = sleep(1000, controller.signal);
  controller.abort("enough");
  await expect(sleeping).rejects.toBe("enough");
  expect(vi.getTimerCount()).toBe(0);
});

test("sleep does not begin when the signal has aborted", async () => {
  await expect(sleep(1_000_000, AbortSignal.abort("before"))).rejects.toBe("before");
});

test("tokens are UUIDs of version 4, also without crypto.randomUUID", () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(randomToken()).toMatch(uuid);
  vi.stubGlobal("crypto", { getRandomValues: (bytes: Uint8Array) => bytes.fill(0xff) });
  expect(randomToken()).toMatch(uuid);
});
