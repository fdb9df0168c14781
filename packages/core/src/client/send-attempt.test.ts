import { expect, test } from "vitest";
import { AttemptTimeoutError } from "../errors/http.js";
import { bench, getFile, getThing, json } from "./test-service.fixture.js";

test("an attempt that takes too long is given up and repeated, also where its handler hears no signal", async () => {
  const silent = () => new Promise<never>(() => {});
  const { client, options } = bench({ answers: [silent, json({ Name: "second" })] });
  const output = await getThing(client, { Name: "a" }, { attemptTimeoutMs: 5 });
  expect(output).toMatchObject({
    Name: "second",
    $metadata: { attempts: 2, attemptLog: [{ reason: "AttemptTimeoutError" }, {}] },
  });
  expect(options[0]?.signal?.reason).toBeInstanceOf(AttemptTimeoutError);
  expect(options[1]?.signal?.aborted).toBe(false);
});

test("what comes after an attempt was given up is let go", async () => {
  let cancelled = (): void => {};
  const over = new Promise<void>((resolve) => {
    cancelled = resolve;
  });
  let answer: (response: unknown) => void = () => {};
  const late = () =>
    new Promise<never>((resolve) => {
      answer = resolve as never;
    });
  const { client } = bench({ answers: [late, { status: 200, headers: {}, body: new Uint8Array() }] });
  const { Body } = await getFile(client, { Name: "f" }, { attemptTimeoutMs: 5 });
  answer({ status: 200, headers: {}, body: new ReadableStream({ cancel: () => cancelled() }) });
  await over;
  expect(await Body.text()).toBe("");
});

test("a body that breaks while it is collected counts as an error on the way", async () => {
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(3);
    throw Object.assign(new Error("reset"), { code: "ECONNRESET" });
  }
  const { client } = bench({ answers: [{ status: 200, headers: {}, body: breaking() }, json({ Name: "second" })] });
  expect(await getThing(client, { Name: "a" })).toMatchObject({ Name: "second" });
});

test("a body that nobody may read as it arrives is collected from whatever the handler gives", async () => {
  const text = new TextEncoder().encode('{"Name":"collected"}');
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield text.subarray(0, 5);
    yield text.subarray(5);
  }
  const webStream = new ReadableStream({
    start(controller) {
      controller.enqueue(text);
      controller.close();
    },
  });
  for (const body of [pieces(), webStream, text]) {
    const { client } = bench({ answers: [{ status: 200, headers: {}, body }] });
    expect(await getThing(client, { Name: "a" })).toMatchObject({ Name: "collected" });
  }
});

test("per-call limits reach the handler in place of the client's", async () => {
  const { client, options } = bench({ config: { connectTimeoutMs: 1, readTimeoutMs: 2 } });
  await getThing(client, { Name: "a" });
  await getFile(client, { Name: "f" }, { connectTimeoutMs: 3, readTimeoutMs: 4 });
  expect(options).toEqual([
    { signal: undefined, connectTimeoutMs: 1, readTimeoutMs: 2, streaming: false },
    { signal: undefined, connectTimeoutMs: 3, readTimeoutMs: 4, streaming: true },
  ]);
});
