import { AsyncLocalStorage } from "node:async_hooks";
import { tracingChannel } from "node:diagnostics_channel";
import { afterEach, expect, test } from "vitest";
import type { AttemptDiagnostics, CallDiagnostics } from "./diagnostics.js";
import { bench, getThing, json, refusal } from "./test-service.fixture.js";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Listens to a channel until the test ends: each event with a copy of what was published. */
function listen(name: string): [event: string, facts: object][] {
  const events: [string, object][] = [];
  const note = (event: string) => (facts: object) => void events.push([event, { ...facts }]);
  const subscribers = {
    start: note("start"),
    end: note("end"),
    asyncStart: note("asyncStart"),
    asyncEnd: note("asyncEnd"),
    error: note("error"),
  };
  const channel = tracingChannel<string, object>(name);
  channel.subscribe(subscribers);
  stops.push(() => channel.unsubscribe(subscribers));
  return events;
}

const call = { service: "test", operation: "GetThing", region: "eu-west-1" };
const host = "test.eu-west-1.amazonaws.com";

test("a call and its attempts are published from start to end", async () => {
  const calls = listen("inia:call");
  const attempts = listen("inia:attempt");
  const { client } = bench({ answers: [refusal("ThrottlingException"), json({})] });
  await getThing(client, { Name: "a" });
  const settled: CallDiagnostics = { ...call, attempts: 2, status: 200, requestId: "request-1" };
  expect(calls).toEqual([
    ["start", call],
    ["end", call],
    ["asyncStart", settled],
    ["asyncEnd", settled],
  ]);
  const one = { ...call, attempt: 1, method: "GET", host };
  const refused: AttemptDiagnostics = { ...one, status: 400, requestId: "request-1", code: "ThrottlingException" };
  const two = { ...one, attempt: 2 };
  const done: AttemptDiagnostics = { ...two, status: 200, requestId: "request-1", code: undefined };
  expect(attempts).toEqual([
    ["start", one],
    ["end", one],
    ["asyncStart", refused],
    ["asyncEnd", refused],
    ["start", two],
    ["end", two],
    ["asyncStart", done],
    ["asyncEnd", done],
  ]);
});

test("what a call rejects with is published, and thrown as it is", async () => {
  const calls = listen("inia:call");
  const attempts = listen("inia:attempt");
  const { client } = bench({ answers: [refusal("NoSuchThing", 404)] });
  const error = await getThing(client, { Name: "a" }).catch((failure: unknown) => failure);
  expect(calls.map(([event]) => event)).toEqual(["start", "end", "error", "asyncStart", "asyncEnd"]);
  expect(calls[2]![1]).toEqual({ ...call, attempts: 1, status: 404, requestId: "request-1", error });
  // The service's refusal is an answer.
  expect(attempts.map(([event]) => event)).toEqual(["start", "end", "asyncStart", "asyncEnd"]);
});

test("an attempt without an answer publishes what was thrown on the way", async () => {
  const attempts = listen("inia:attempt");
  const failure = new Error("cut");
  const { client } = bench({ answers: [failure] });
  await expect(getThing(client, { Name: "a" })).rejects.toBe(failure);
  expect(attempts.map(([event]) => event)).toEqual(["start", "end", "error", "asyncStart", "asyncEnd"]);
  expect(attempts[2]![1]).toMatchObject({ attempt: 1, error: failure });
});

test("a store that is bound to a call holds within its attempts", async () => {
  const store = new AsyncLocalStorage<CallDiagnostics>();
  const { start } = tracingChannel<CallDiagnostics, CallDiagnostics>("inia:call");
  start.bindStore(store);
  stops.push(() => start.unbindStore(store));
  let seen: CallDiagnostics | undefined;
  const { client } = bench({ answers: [async () => ((seen = store.getStore()), json({}))] });
  await getThing(client, { Name: "a" });
  expect(seen).toMatchObject(call);
  expect(store.getStore()).toBeUndefined();
});

test("while nobody listens nothing is published, and a call is not wrapped", async () => {
  const { client } = bench();
  const events = listen("inia:call");
  stops.pop()!();
  tracingChannel("inia:call");
  await getThing(client, { Name: "a" });
  expect(events).toEqual([]);
});

test("the stack of an error leads to the caller also while somebody listens", async () => {
  listen("inia:call");
  listen("inia:attempt");
  const { client } = bench({ answers: [refusal("NoSuchThing", 404)] });
  async function callerWhoIsTraced(name: unknown): Promise<void> {
    await getThing(client, { Name: name as string });
  }
  for (const name of ["a", 1]) {
    const error = (await callerWhoIsTraced(name).catch((failure: unknown) => failure)) as Error;
    const foreign = error
      .stack!.split("\n")
      .filter((line) => /^\s+at /.test(line) && !/core\/src\/client\/(?!.*test)/.test(line));
    expect(foreign[0]).toContain("callerWhoIsTraced");
  }
});
