import { compare, type Difference, differ } from "../compare.js";
import { decodeInput, decodeValue } from "../decode-value.js";
import { readServiceModel, type Service, type ServiceObject } from "../service.js";
import type { Attempt } from "../test-case.js";
import type { Row } from "../vectors/row.js";
import { bareSession, unchecked } from "./paginator.js";

/** Waits on answers, and compares how it ends: outcome, attempts, sleeps, message. */
export async function runWaiter(row: Row, service: Service, attempt: Attempt): Promise<Difference | undefined> {
  const wait = service.waiter(row.waiter!);
  if (wait === undefined) return differ("<waiter>", row.waiter, undefined);
  const sleeps: number[] = [];
  const sleep = async (ms: number): Promise<void> => {
    sleeps.push(ms / 1000);
  };
  const client = service.open({ ...unchecked(attempt), sleep }, bareSession());
  const polls = answer(client, row);
  const { Delay: delaySeconds, MaxAttempts: maxAttempts } = row.waiterConfig ?? {};
  const options = {
    ...(delaySeconds !== undefined && { delaySeconds }),
    ...(maxAttempts !== undefined && { maxAttempts }),
  };
  let message: string | undefined;
  let outcome = "success";
  try {
    await wait(client, row.input === undefined ? placeholders(row) : decodeInput(row.input), options);
  } catch (error) {
    ({ message } = error as Error);
    if ((error as Error).name !== "WaiterError") return differ("<wait>", row.expected, error);
    outcome = message.includes("Max attempts exceeded") ? "timeout" : "failure";
  }
  const { outcome: expectedOutcome, attempts, sleeps: expectedSleeps, message: expectedMessage } = row.expected;
  return compare(
    { outcome: expectedOutcome, attempts, sleeps: expectedSleeps, message: expectedMessage },
    { outcome, attempts: polls.count, sleeps, message },
    attempt.mapPair,
  );
}

/** Puts a row's responses in the service's place; the last one repeats. */
function answer({ meta }: ServiceObject, { responses = [] }: Row): { count: number } {
  const polls = { count: 0 };
  meta.events.registerFirst("before-call", () => {
    const response = responses[Math.min(polls.count, responses.length - 1)]!;
    polls.count += 1;
    if ("output" in response) return [{ status: response.status, headers: {} }, decodeValue(response.output)];
    const { Code, Message, status } = response.error;
    return [{ status, headers: {} }, { Error: { Code, Message } }];
  });
  return polls;
}

/** Rows of waiters have no input: what makes up the URL of a request, or what its endpoint depends on, gets a word. */
function placeholders({ service, operation }: Row): object {
  const { operations, shapes } = readServiceModel(service);
  const { members = {}, required = [] } = shapes[operations[operation]?.input?.shape ?? ""] ?? {};
  const wanted = Object.entries(members).filter(
    ([name, { location, hostLabel, contextParam }]) =>
      location === "uri" || (required.includes(name) && (hostLabel || contextParam !== undefined)),
  );
  return Object.fromEntries(wanted.map(([name]) => [name, "word"]));
}
