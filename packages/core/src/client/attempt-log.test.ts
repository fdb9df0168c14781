import { expect, test } from "vitest";
import { QUERYSTRING, REQUIRED, SENSITIVE, STRING, URI } from "../schema/codes.js";
import type { Operation } from "../schema/operation.js";
import { bench, getFile, getThing, json, operation, putFile, refusal } from "./test-service.fixture.js";

/** A logger that keeps what it gets. */
function recorder(): { lines: string[]; logger: Record<"debug" | "info" | "warn" | "error", (text: string) => void> } {
  const lines: string[] = [];
  const write = (level: string) => (text: string) => void lines.push(`${level} ${text}`);
  return { lines, logger: { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") } };
}

/** A clock that each look sets on by 5 ms. */
function ticking(): () => number {
  let now = Date.UTC(2020, 0, 1);
  return () => (now += 5);
}

test("each attempt is a line of debug, each retry one of info", async () => {
  const { lines, logger } = recorder();
  const answers = [refusal("ThrottlingException"), json({ Size: 1 })];
  const { client } = bench({ answers, config: { logger, clock: ticking() } });
  await getThing(client, { Name: "a b", Filter: "hidden" });
  expect(lines).toEqual([
    "debug test.GetThing attempt 1: GET test.eu-west-1.amazonaws.com/things/a%20b, 0 bytes: " +
      "400, 17 bytes, request id request-1, 5 ms",
    "info test.GetThing attempt 1: ThrottlingException, next attempt in 500 ms",
    "debug test.GetThing attempt 2: GET test.eu-west-1.amazonaws.com/things/a%20b, 0 bytes: " +
      "200, 10 bytes, request id request-1, 5 ms",
  ]);
});

test("of bodies only lengths are told, of what fails the error's name", async () => {
  const { lines, logger } = recorder();
  const { client } = bench({ answers: [new RangeError("secret")], config: { logger, clock: ticking() } });
  await expect(putFile(client, { Name: "a", Body: "secret" })).rejects.toThrow(RangeError);
  expect(lines).toEqual([
    "debug test.PutFile attempt 1: PUT test.eu-west-1.amazonaws.com/files/a, 6 bytes: RangeError, 5 ms",
  ]);
});

test("an attempt whose answer cannot be read is told, too", async () => {
  const { lines, logger } = recorder();
  const unreadable = { status: 200, headers: {}, body: new TextEncoder().encode("{") };
  const { client } = bench({ answers: [unreadable], config: { logger, clock: ticking() } });
  await expect(getThing(client, { Name: "a" })).rejects.toThrow("cannot be read");
  expect(lines).toEqual([expect.stringMatching(/: ResponseParserError, 5 ms$/)]);
});

test("a label that the model calls sensitive is shown by its name", async () => {
  const getSecret: Operation<"test", { Name: string; Filter: string }, object, never> = operation({
    name: "GetSecret",
    http: ["GET", "/secrets/{Name}?list"],
    input: { Name: ["t", STRING + SENSITIVE, URI + REQUIRED], Filter: ["t", STRING, QUERYSTRING, "filter"] },
  });
  const { lines, logger } = recorder();
  const { client, options } = bench({ config: { logger } });
  await getSecret(client, { Name: "hidden", Filter: "hidden" });
  expect(lines[0]).toMatch(
    /^debug test\.GetSecret attempt 1: GET test\.eu-west-1\.amazonaws\.com\/secrets\/\{Name\}, /,
  );
  expect(lines.join()).not.toContain("hidden");
  expect(options[0]).toMatchObject({ shownPath: "/secrets/{Name}" });
});

test("without a logger nothing is put into words", async () => {
  const { client } = bench();
  const answer = json({});
  // Whoever wrote a line would ask for the length.
  const asked: unknown[] = [];
  const headers = new Proxy(answer.headers, { get: (target, name) => (asked.push(name), target[name as string]) });
  client.meta.events.register("before-send", () => ({ ...answer, headers, body: streamOf("x") }));
  const { Body } = await getFile(client, { Name: "a" });
  expect(await Body.text()).toBe("x");
  expect(asked.filter((name) => name === "content-length")).toHaveLength(1);
});

async function* streamOf(text: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield new TextEncoder().encode(text);
}
