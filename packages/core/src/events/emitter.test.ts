import fc from "fast-check";
import { expect, expectTypeOf, test } from "vitest";
import { type EventHandler, HierarchicalEmitter } from "./emitter.js";
import type { EventName } from "./event-map.js";

const payload = {} as never;

/** An emitter, and the labels of its handlers in the order in which they are called. */
function recorder() {
  const events = new HierarchicalEmitter();
  const calls: string[] = [];
  const handler = (label: string, answer?: unknown): EventHandler => {
    return () => {
      calls.push(label);
      return answer;
    };
  };
  return { events, calls, handler };
}

async function callsOf(names: readonly string[], event: string): Promise<string[]> {
  const { events, calls, handler } = recorder();
  for (const name of names) events.register(name as EventName, handler(name));
  await events.emit(event as EventName, payload);
  return calls;
}

test("a handler of a prefix gets all deeper events", async () => {
  expect(await callsOf(["before-call"], "before-call.s3.PutObject")).toEqual(["before-call"]);
  expect(await callsOf(["before-call.s3"], "before-call.s3.PutObject")).toEqual(["before-call.s3"]);
  expect(await callsOf(["before-call.s3.PutObject"], "before-call.s3")).toEqual([]);
  expect(await callsOf(["before-call.s"], "before-call.s3")).toEqual([]);
});

test("the most specific handlers come first, wildcards before literal names", async () => {
  const names = ["a", "a.b", "a.b.c", "a.b.*", "a.*", "a.*.c", "*.b.c"];
  expect(await callsOf(names, "a.b.c")).toEqual(["*.b.c", "a.*.c", "a.*", "a.b.*", "a.b.c", "a.b", "a"]);
});

test("a wildcard stands for exactly one part", async () => {
  expect(await callsOf(["*"], "a.b.c")).toEqual(["*"]);
  expect(await callsOf(["*.c"], "a.b.c")).toEqual([]);
  expect(await callsOf(["*.*.*.*"], "a.b.c")).toEqual([]);
  expect(await callsOf(["*.*.*"], "a.b.c")).toEqual(["*.*.*"]);
});

test("a literal star in an event's name calls a wildcard's handlers twice, as in botocore", async () => {
  expect(await callsOf(["a.*"], "a.*")).toEqual(["a.*", "a.*"]);
});

test("handlers of one name run in order of registration, between those that are first and last", async () => {
  const { events, calls, handler } = recorder();
  events.registerLast("before-call.s3", handler("last 1"));
  events.register("before-call.s3", handler("middle 1"));
  events.registerFirst("before-call.s3", handler("first 1"));
  events.register("before-call.s3", handler("middle 2"));
  events.registerLast("before-call.s3", handler("last 2"));
  events.registerFirst("before-call.s3", handler("first 2"));
  await events.emit("before-call.s3.PutObject", payload);
  expect(calls).toEqual(["first 1", "first 2", "middle 1", "middle 2", "last 1", "last 2"]);
});

test("first and last hold among handlers of the same name only", async () => {
  const { events, calls, handler } = recorder();
  events.registerFirst("request-created", handler("first of all requests"));
  events.registerLast("request-created.s3", handler("last of S3"));
  await events.emit("request-created.s3.PutObject", payload);
  expect(calls).toEqual(["last of S3", "first of all requests"]);
});

test("a handler that is registered twice is called twice, and unregistered once at a time", async () => {
  const { events, calls, handler } = recorder();
  const twice = handler("twice");
  events.register("before-call", twice);
  events.register("before-call", twice);
  await events.emit("before-call.s3", payload);
  events.unregister("before-call", twice);
  await events.emit("before-call.s3", payload);
  events.unregister("before-call", twice);
  await events.emit("before-call.s3", payload);
  expect(calls).toEqual(["twice", "twice", "twice"]);
});

test("unregistering takes the registration that would be called first", async () => {
  const { events, calls, handler } = recorder();
  const both = handler("both");
  events.registerLast("before-call", both);
  events.register("before-call", handler("between"));
  events.registerFirst("before-call", both);
  events.unregister("before-call", both);
  await events.emit("before-call", payload);
  expect(calls).toEqual(["between", "both"]);
});

test("unregistering what is not there does nothing", async () => {
  const { events, calls, handler } = recorder();
  const there = handler("there");
  events.register("before-call.s3", there);
  events.unregister("before-call.s3", handler("another"));
  events.unregister("before-call", there);
  events.unregister("before-call.s3.PutObject", there);
  events.unregister("after-call.s3", there);
  events.unregister("before-call.s3");
  events.unregister("before-call.s3", undefined, { uniqueId: "unknown" });
  await events.emit("before-call.s3.PutObject", payload);
  expect(calls).toEqual(["there"]);
});

test("a second registration with a unique id is ignored, even for another event", async () => {
  const { events, calls, handler } = recorder();
  events.register("before-call.s3", handler("one"), { uniqueId: "id" });
  events.register("before-call.s3", handler("two"), { uniqueId: "id" });
  events.registerFirst("after-call.s3", handler("three"), { uniqueId: "id" });
  await events.emit("before-call.s3", payload);
  await events.emit("after-call.s3", payload);
  expect(calls).toEqual(["one"]);
});

test("a unique id finds the handler to unregister, and is free then", async () => {
  const { events, calls, handler } = recorder();
  events.register("before-call.s3", handler("one"), { uniqueId: "id" });
  events.unregister("before-call.s3", handler("no matter"), { uniqueId: "id" });
  events.register("before-call.s3", handler("two"), { uniqueId: "id" });
  await events.emit("before-call.s3", payload);
  expect(calls).toEqual(["two"]);
});

test("counted registrations need as many unregistrations", async () => {
  const { events, calls, handler } = recorder();
  const counted = { uniqueId: "id", uniqueIdUsesCount: true };
  events.register("before-call.s3", handler("counted"), counted);
  events.register("before-call.s3", handler("ignored"), counted);
  events.unregister("before-call.s3", undefined, counted);
  await events.emit("before-call.s3", payload);
  events.unregister("before-call.s3", undefined, counted);
  await events.emit("before-call.s3", payload);
  expect(calls).toEqual(["counted"]);
});

test("counting and not counting do not mix", () => {
  const { events, handler } = recorder();
  events.register("before-call", handler("a"), { uniqueId: "plain" });
  events.register("before-call", handler("b"), { uniqueId: "counted", uniqueIdUsesCount: true });
  const plainly = { uniqueId: "counted" };
  const counting = { uniqueId: "plain", uniqueIdUsesCount: true };
  expect(() => events.register("before-call", handler("c"), counting)).toThrow(/"plain" was registered without/);
  expect(() => events.unregister("before-call", undefined, counting)).toThrow(/"plain" was registered without/);
  expect(() => events.register("before-call", handler("c"), plainly)).toThrow(/"counted" was registered with/);
  expect(() => events.unregister("before-call", undefined, plainly)).toThrow(/"counted" was registered with/);
});

test("only functions can be handlers", () => {
  expect(() => new HierarchicalEmitter().register("before-call", undefined as never)).toThrow(
    new TypeError('A handler of "before-call" must be a function, not undefined.'),
  );
});

test("emit resolves to each handler with its answer", async () => {
  const { events, handler } = recorder();
  const [one, two, three] = [handler("1", "a"), handler("2"), handler("3", null)];
  for (const each of [one, two, three]) events.register("before-call", each);
  expect(await events.emit("before-call.s3", payload)).toEqual([
    [one, "a"],
    [two, undefined],
    [three, null],
  ]);
});

test("emitUntilResponse stops at the first answer that is not null", async () => {
  const { events, calls, handler } = recorder();
  const answering = handler("answers", 0);
  events.register("choose-signer", handler("says nothing"));
  events.register("choose-signer", handler("says null", null));
  events.register("choose-signer", answering);
  events.register("choose-signer", handler("is not asked", 1));
  expect(await events.emitUntilResponse("choose-signer.s3", payload)).toEqual([answering, 0]);
  expect(calls).toEqual(["says nothing", "says null", "answers"]);
});

test("emitUntilResponse without an answer resolves to undefined", async () => {
  const { events, handler } = recorder();
  events.register("choose-signer", handler("says nothing"));
  expect(await events.emitUntilResponse("choose-signer.s3", payload)).toBeUndefined();
  expect(await events.emitUntilResponse("before-sign.s3", payload)).toBeUndefined();
});

test("handlers may be asynchronous, and are waited for one after the other", async () => {
  const { events, calls } = recorder();
  events.register("before-call", async () => {
    await Promise.resolve();
    calls.push("slow");
    return "slow";
  });
  events.register("before-call", () => calls.push("quick"));
  const [first] = await events.emit("before-call", payload);
  expect(first?.[1]).toBe("slow");
  expect(calls).toEqual(["slow", "quick"]);
});

test("a handler that throws stops the event", async () => {
  const { events, calls, handler } = recorder();
  const failure = new Error("no");
  events.register("before-call", () => {
    throw failure;
  });
  events.register("before-call", handler("not reached"));
  await expect(events.emit("before-call", payload)).rejects.toBe(failure);
  await expect(events.emitUntilResponse("before-call", payload)).rejects.toBe(failure);
  expect(calls).toEqual([]);
});

test("the payload carries the event's name, and is the handlers' own object", async () => {
  const events = new HierarchicalEmitter();
  const seen: unknown[] = [];
  events.register("*.s3", (event) => seen.push(event));
  const given = { exception: 1, context: {} as never };
  await events.emit("after-call-error.s3.GetObject", given);
  expect(seen).toEqual([{ ...given, eventName: "after-call-error.s3.GetObject" }]);
  expect(given).not.toHaveProperty("eventName");
});

test("handlers that come or go while an event runs count from the next one on", async () => {
  const { events, calls, handler } = recorder();
  const late = handler("late");
  events.register("before-call", () => {
    events.unregister("before-call", late);
    events.register("before-call", handler("new"));
  });
  events.register("before-call", late);
  await events.emit("before-call", payload);
  expect(calls).toEqual(["late"]);
  await events.emit("before-call", payload);
  expect(calls).toEqual(["late", "new"]);
});

test("a copy has the same handlers, and lives on its own", async () => {
  const { events, calls, handler } = recorder();
  const counted = { uniqueId: "id", uniqueIdUsesCount: true };
  events.register("before-call.s3", handler("shared"));
  events.register("before-call.s3", handler("counted"), counted);
  const copy = events.copy();
  events.register("before-call.s3", handler("original's"));
  copy.registerFirst("before-call.s3", handler("copy's"));
  copy.unregister("before-call.s3", undefined, counted);
  await events.emit("before-call.s3", payload);
  expect(calls.splice(0)).toEqual(["shared", "counted", "original's"]);
  await copy.emit("before-call.s3", payload);
  expect(calls).toEqual(["copy's", "shared"]);
});

test("handlersOf tells in advance whether anybody listens", () => {
  const { events, handler } = recorder();
  const listening = handler("listening");
  expect(events.handlersOf("before-call.s3.GetObject")).toEqual([]);
  events.register("before-call.*.GetObject", listening);
  expect(events.handlersOf("before-call.s3.GetObject")).toEqual([listening]);
  events.unregister("before-call.*.GetObject", listening);
  expect(events.handlersOf("before-call.s3.GetObject")).toEqual([]);
});

test("payloads are typed by the event's name", () => {
  const events = new HierarchicalEmitter();
  events.register("before-send.s3.PutObject", ({ request }) => {
    expectTypeOf(request.url).toEqualTypeOf<string>();
  });
  events.register("needs-retry", ({ attempts, eventName }) => {
    expectTypeOf(attempts).toEqualTypeOf<number>();
    expectTypeOf(eventName).toEqualTypeOf<string>();
  });
  // @ts-expect-error: there is no such event
  events.register("before-sending.s3", () => {});
});

interface Registration {
  readonly section: "first" | "middle" | "last";
  readonly name: readonly string[];
  readonly label: number;
}

/** The rule as it is told: of each name that matches, its handlers; names in botocore's order. */
function naiveOrder(registrations: readonly Registration[], event: readonly string[]): number[] {
  const names = new Map<string, readonly string[]>();
  for (const { name } of registrations) if (matches(name, event)) names.set(name.join("."), name);
  // The search goes literal before wildcard, from the shallow to the deep; what it finds last is called first.
  const found = [...names.values()].sort(compareFound).reverse();
  return found.flatMap((name) =>
    (["first", "middle", "last"] as const).flatMap((section) =>
      registrations
        .filter((each) => each.section === section && each.name.join(".") === name.join("."))
        .map(({ label }) => label),
    ),
  );
}

function matches(name: readonly string[], event: readonly string[]): boolean {
  return name.length <= event.length && name.every((part, at) => part === "*" || part === event[at]);
}

function compareFound(one: readonly string[], other: readonly string[]): number {
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    if (one[at] !== other[at]) return one[at] === "*" ? 1 : -1;
  }
  return one.length - other.length;
}

test("any set of registrations is called in the order that the rule tells", async () => {
  const part = fc.constantFrom("a", "b", "*");
  const registration = fc.record({
    section: fc.constantFrom("first" as const, "middle" as const, "last" as const),
    name: fc.array(part, { minLength: 1, maxLength: 4 }),
  });
  const literal = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.array(registration, { maxLength: 12 }), literal, async (given, event) => {
      const registrations = given.map((each, label) => ({ ...each, label }));
      const events = new HierarchicalEmitter();
      const register = { first: events.registerFirst, middle: events.register, last: events.registerLast };
      for (const { section, name, label } of registrations) {
        register[section].call(events, name.join(".") as EventName, () => label);
      }
      const answers = await events.copy().emit(event.join(".") as EventName, payload);
      expect(answers.map(([, label]) => label)).toEqual(naiveOrder(registrations, event));
    }),
  );
});
