import { expect, expectTypeOf, test } from "vitest";
import { WaiterConfigError } from "../errors/call.js";
import { ClientError } from "../errors/client-error.js";
import { HTTPClientError } from "../errors/http.js";
import { WaiterError } from "../errors/waiter-error.js";
import type { Operation, ServiceClient } from "../schema/operation.js";
import type { Acceptor } from "./acceptor.js";
import { getWaiter, type WaiterOf, type WaiterOptions, waiter } from "./waiter.js";

interface Described {
  Status?: string;
  Parts?: string[];
}

type Answer = Described | Error;

/** A client that answers in turn, the last answer again and again, and notes how long it is made to sleep. */
function answering(...answers: Answer[]) {
  const sleeps: number[] = [];
  const options: unknown[] = [];
  const client: ServiceClient<"test"> & { "~sleep"(ms: number): Promise<void> } = {
    "~service": "test",
    "~call": async (_, _input, given) => {
      options.push(given);
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) as Answer;
      if (answer instanceof Error) throw answer;
      return { ...answer, $metadata: { httpStatusCode: 200 } };
    },
    "~sleep": async (ms) => {
      sleeps.push(ms);
    },
  };
  return { client, sleeps, options };
}

const describe = Object.assign(
  (client: ServiceClient<"test">, input: object, options?: object) => client["~call"](describe.model, input, options),
  { model: { name: "Describe", http: ["GET", "/"] } },
) as unknown as Operation<"test", { Id: string }, Described, never>;

function refused(code: string, status = 400): ClientError {
  const error = new ClientError(`refused: ${code}`, { code, response: { Error: { Code: code, Message: "no" } } });
  error.statusCode = status;
  return error;
}

const status = (matcher: "path" | "pathAll" | "pathAny", state: Acceptor<Described>["state"], expected: unknown) =>
  ({
    state,
    matcher,
    argument: matcher === "path" ? "Status" : "Parts[]",
    expected,
    select: (output: Described) => (matcher === "path" ? output.Status : output.Parts),
  }) satisfies Acceptor<Described>;

function waitFor(...acceptors: Acceptor<Described>[]): WaiterOf<"test", { Id: string }, Described> {
  return waiter({ name: "Ready", operation: describe, delaySeconds: 5, maxAttempts: 3, acceptors });
}

const ready = status("path", "success", "READY");

test("it calls at once and sleeps the same time between calls", async () => {
  const { client, sleeps } = answering({ Status: "NEW" }, { Status: "NEW" }, { Status: "READY" });
  const result = await waitFor(ready)(client, { Id: "1" });
  expect(result).toMatchObject({ state: "success", attempts: 3, output: { Status: "READY" } });
  expect(sleeps).toEqual([5000, 5000]);
  if ("output" in result) expectTypeOf(result.output.Status).toEqualTypeOf<string | undefined>();
});

test("delay and attempts may be set per call; the operation keeps its own attempts", async () => {
  const { client, sleeps, options } = answering({});
  const signal = new AbortController().signal;
  const wait = waitFor(ready)(client, { Id: "1" }, { delaySeconds: 0.25, maxAttempts: 2, signal });
  await expect(wait).rejects.toThrow(WaiterError);
  expect(sleeps).toEqual([250]);
  const made = { signal, "~features": "B" };
  expect(options).toEqual([made, made]);
});

test("the result tells the rule that was met, an error the one that failed, and both how many polls there were", async () => {
  const gone = { state: "success", error: "Gone" } as const;
  const { client } = answering({}, refused("Gone", 404));
  expect(await waitFor(ready, gone)(client, { Id: "1" })).toMatchObject({ attempts: 2, acceptor: gone });

  const broken = { state: "failure", status: 200 } as const;
  const facts = { attempts: 1, acceptor: broken, operation: "Describe", waiter: "Ready" };
  await expect(waitFor(broken)(answering({}).client, { Id: "1" })).rejects.toMatchObject(facts);
  const refusal = waitFor(ready)(answering(refused("Denied")).client, { Id: "1" });
  await expect(refusal).rejects.toSatisfy((error: WaiterError) => error.attempts === 1 && !("acceptor" in error));
});

test("each poll is told, with its state", async () => {
  const { client } = answering(refused("Gone", 404), {}, { Status: "READY" });
  const seen: [number, string, boolean][] = [];
  const onAttempt: WaiterOptions<Described>["onAttempt"] = (poll) => {
    seen.push([poll.attempt, poll.state, "error" in poll]);
  };
  await waitFor({ state: "retry", error: "Gone" }, ready)(client, { Id: "1" }, { onAttempt });
  expect(seen).toEqual([
    [1, "retry", true],
    [2, "retry", false],
    [3, "success", false],
  ]);
});

const decided: [name: string, acceptor: Acceptor<Described>, answer: Answer, matches: boolean][] = [
  ["a status", { state: "success", status: 200 }, {}, true],
  ["an error's status", { state: "success", status: 404 }, refused("X", 404), true],
  ["an error's code", { state: "success", error: "X" }, refused("X"), true],
  ["any error", { state: "success", error: true }, refused("X"), true],
  ["no error", { state: "success", error: false }, {}, true],
  ["no error where there is one", { state: "success", error: false }, refused("X"), false],
  ["any error where there is none", { state: "success", error: true }, {}, false],
  ["all of a list", status("pathAll", "success", "a"), { Parts: ["a", "a"] }, true],
  ["all of a list but one", status("pathAll", "success", "a"), { Parts: ["a", "b"] }, false],
  ["all of an empty list", status("pathAll", "success", "a"), { Parts: [] }, false],
  ["all of no list", status("pathAll", "success", "a"), {}, false],
  ["any of a list", status("pathAny", "success", "a"), { Parts: ["b", "a"] }, true],
  ["any of an empty list", status("pathAny", "success", "a"), { Parts: [] }, false],
  ["a value of another type", status("path", "success", true), { Status: "true" }, false],
];

test.each(decided)("it matches %s: %s", async (_, acceptor, answer, matches) => {
  const { client } = answering(answer);
  const wait = waitFor(acceptor)(client, { Id: "1" });
  if (matches) await expect(wait).resolves.toMatchObject({ state: "success", attempts: 1 });
  else await expect(wait).rejects.toThrow(WaiterError);
});

const failures: [acceptors: Acceptor<Described>[], answer: Answer, reason: string][] = [
  [
    [status("path", "failure", "BAD")],
    { Status: "BAD" },
    'Waiter encountered a terminal failure state: For expression "Status" we matched expected path: "BAD"',
  ],
  [
    [status("pathAll", "failure", "a")],
    { Parts: ["a"] },
    'Waiter encountered a terminal failure state: For expression "Parts[]" all members matched expected path: "a"',
  ],
  [
    [status("pathAny", "failure", "a")],
    { Parts: ["a"] },
    'Waiter encountered a terminal failure state: For expression "Parts[]" we matched expected path: "a" at least once',
  ],
  [
    [{ state: "failure", status: 200 }],
    {},
    "Waiter encountered a terminal failure state: Matched expected HTTP status code: 200",
  ],
  [
    [{ state: "failure", error: true }],
    refused("X"),
    "Waiter encountered a terminal failure state: Matched expected service error code: True",
  ],
  [[ready], refused("Denied", 403), "An error occurred (Denied): no"],
  [[ready], {}, "Max attempts exceeded"],
  [
    [{ state: "retry", error: "X" }],
    refused("X"),
    "Max attempts exceeded. Previously accepted state: Matched expected service error code: X",
  ],
];

test.each(failures)("acceptors %j on %j fail", async (acceptors, answer, reason) => {
  const { client } = answering(answer);
  const error = await waitFor(...acceptors)(client, { Id: "1" }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(WaiterError);
  expect(error).toMatchObject({ waiter: "Ready", reason, message: `Waiter Ready failed: ${reason}` });
  if (answer instanceof Error) expect(error).toMatchObject({ lastResponse: answer, cause: answer });
  else expect(error).toMatchObject({ lastResponse: answer });
});

test("what is no answer of the service ends the wait as it is", async () => {
  const lost = new HTTPClientError("connection lost");
  const { client } = answering(lost);
  await expect(waitFor({ state: "retry", error: true })(client, { Id: "1" })).rejects.toBe(lost);
});

test("abort ends a sleep at once, with the signal's reason", async () => {
  const { client } = answering({});
  const plain = { "~service": client["~service"], "~call": client["~call"] } as const;
  const controller = new AbortController();
  const wait = waitFor(ready)(
    plain,
    { Id: "1" },
    {
      delaySeconds: 3600,
      signal: controller.signal,
      onAttempt: () => {
        setImmediate(() => controller.abort(new Error("enough")));
      },
    },
  );
  await expect(wait).rejects.toThrow("enough");
});

test("a client without a sleep of its own waits by the clock", async () => {
  const { client } = answering({}, { Status: "READY" });
  const plain = { "~service": client["~service"], "~call": client["~call"] } as const;
  await expect(waitFor(ready)(plain, { Id: "1" }, { delaySeconds: 0.001 })).resolves.toMatchObject({ attempts: 2 });
});

test("getWaiter binds a waiter to a client, and names those there are", async () => {
  const { client } = answering({ Status: "READY" });
  const waiters = { ready: waitFor(ready) };
  const bound = getWaiter(client, waiters, "ready");
  expect(bound.name).toBe("Ready");
  expect(await bound.wait({ Id: "1" })).toMatchObject({ attempts: 1 });
  expect(() => getWaiter(client, waiters, "gone" as "ready")).toThrow(WaiterConfigError);
  expect(() => getWaiter(client, waiters, "gone" as "ready")).toThrow("does not exist: gone; there are: ready.");
  expect(() => getWaiter(client, waiters, "redy" as "ready")).toThrow("does not exist: redy; did you mean ready?");
});
