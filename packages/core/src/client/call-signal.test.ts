import { expect, onTestFinished, test, vi } from "vitest";
import { abortListeners } from "../http/abort-listeners.node.js";
import { headArrived, httpServer, rawServer } from "../http/testdata/loopback.js";
import { bench, credentials, getFile, getThing, json, TestClient } from "./test-service.fixture.js";

const reason = new Error("the caller's reason");

/** A promise, and the function that resolves it. */
function signalled(): { readonly happened: Promise<void>; readonly happen: () => void } {
  let happen = (): void => {};
  const happened = new Promise<void>((resolve) => {
    happen = resolve;
  });
  return { happened, happen };
}

function useFakeTimers(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
}

const never = () => new Promise<never>(() => {});

test("a signal that is aborted already sends nothing", async () => {
  const { client, requests } = bench();
  const events: string[] = [];
  client.meta.events.register("*", ({ eventName }) => void events.push(eventName));
  await expect(getThing(client, { Name: "a" }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect([requests, events]).toEqual([[], []]);
});

test("an abort while the request is under way rejects at once, though the handler does not listen", async () => {
  const { happened, happen } = signalled();
  const send = () => {
    happen();
    return never();
  };
  const { client, requests } = bench({ answers: [send] });
  const controller = new AbortController();
  const running = getThing(client, { Name: "a" }, { signal: controller.signal });
  await happened;
  controller.abort(reason);
  await expect(running).rejects.toBe(reason);
  expect(requests).toHaveLength(1);
});

test("an abort while credentials are looked for rejects at once, and nothing is sent when they come", async () => {
  const looking = signalled();
  const found = signalled();
  const { client, requests } = bench({
    config: {
      credentials: async () => {
        looking.happen();
        await found.happened;
        return credentials;
      },
    },
  });
  const controller = new AbortController();
  const running = getThing(client, { Name: "a" }, { signal: controller.signal });
  await looking.happened;
  controller.abort(reason);
  await expect(running).rejects.toBe(reason);
  found.happen();
  await getThing(client, { Name: "another" });
  expect(requests.map(({ url }) => url)).toEqual(["https://test.eu-west-1.amazonaws.com/things/another"]);
});

test("an abort between two attempts rejects at once, though the wait does not listen", async () => {
  const { happened, happen } = signalled();
  const sleep = () => {
    happen();
    return never();
  };
  const { client, requests } = bench({ answers: [new TypeError("x"), json({})], config: { sleep } });
  client.meta.events.register("needs-retry", () => 3);
  const controller = new AbortController();
  const running = getThing(client, { Name: "a" }, { signal: controller.signal });
  await happened;
  controller.abort(reason);
  await expect(running).rejects.toBe(reason);
  expect(requests).toHaveLength(1);
});

test("core's own wait between attempts ends with the abort", async () => {
  const controller = new AbortController();
  const answer = async () => {
    queueMicrotask(() => controller.abort(reason));
    return { status: 503, headers: {} };
  };
  const send = { send: answer };
  const client = new TestClient({ region: "r", credentials, loadConfig: false, httpHandler: send, random: () => 1 });
  await expect(getThing(client, { Name: "a" }, { signal: controller.signal })).rejects.toBe(reason);
});

test("an abort while a handler of an event takes its time rejects at once", async () => {
  const { client, requests } = bench();
  const { happened, happen } = signalled();
  client.meta.events.register("before-parameter-build", () => {
    happen();
    return never();
  });
  const controller = new AbortController();
  const running = getThing(client, { Name: "a" }, { signal: controller.signal });
  await happened;
  controller.abort(reason);
  await expect(running).rejects.toBe(reason);
  expect(requests).toEqual([]);
});

test("over the network an abort closes the connection, and a later call is none the worse", async () => {
  const { happened, happen } = signalled();
  const server = await httpServer((request, response) => {
    if (request.url?.endsWith("stalls")) {
      request.on("close", () => happen());
      controller.abort(reason);
    } else response.end('{"Name":"fine"}');
  });
  const controller = new AbortController();
  const client = new TestClient({ region: "r", endpoint: server.url, credentials, loadConfig: false });
  await expect(getThing(client, { Name: "stalls" }, { signal: controller.signal })).rejects.toBe(reason);
  await happened;
  expect(await getThing(client, { Name: "a" })).toMatchObject({ Name: "fine" });
  client.close();
});

test("a body that arrives is given up by the signal of its call, whatever else ended the call", async () => {
  const server = await rawServer(async (socket) => {
    await headArrived(socket);
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nbegin");
  });
  const client = new TestClient({ region: "r", endpoint: server.url, credentials, loadConfig: false });
  for (const limits of [{}, { callTimeoutMs: 60_000 }, { attemptTimeoutMs: 60_000, callTimeoutMs: 60_000 }]) {
    const controller = new AbortController();
    const { Body } = await getFile(client, { Name: "f" }, { ...limits, signal: controller.signal });
    expect(Buffer.from(await Body.read(5)).toString()).toBe("begin");
    const reading = Body.read();
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
  }
  client.close();
});

test("the time for an attempt and for a call is over when the body begins to arrive", async () => {
  useFakeTimers();
  const answer = async () => ({
    status: 200,
    headers: {},
    body: (async function* () {
      yield new TextEncoder().encode("one ");
      yield new TextEncoder().encode("two");
    })(),
  });
  const { client, options } = bench({ answers: [answer] });
  for (const limits of [{ attemptTimeoutMs: 5_000 }, { callTimeoutMs: 5_000 }]) {
    const { signal } = new AbortController();
    const { Body } = await getFile(client, { Name: "f" }, { ...limits, signal });
    await Body.read(1);
    vi.advanceTimersByTime(60_000);
    expect(await Body.text()).toBe("ne two");
  }
  expect(options.map(({ signal }) => signal?.aborted)).toEqual([false, false]);
});

test("a call that takes too long ends with an error of its own, its attempts and waits counted", async () => {
  useFakeTimers();
  const { happened, happen } = signalled();
  const sleep = () => {
    happen();
    return never();
  };
  const { client } = bench({ answers: [{ status: 503, headers: {} }], config: { callTimeoutMs: 20_000, sleep } });
  const running = getThing(client, { Name: "a" });
  await happened;
  vi.advanceTimersByTime(20_000);
  await expect(running).rejects.toMatchObject({
    name: "CallTimeoutError",
    message: "The call was not finished within callTimeoutMs = 20000, its attempts and waits counted.",
    operation: "GetThing",
    service: "test",
    attempts: 1,
  });
});

test("the caller's own limit takes the place of the client's", async () => {
  const { client } = bench({ answers: [never], config: { callTimeoutMs: 60_000 } });
  await expect(getThing(client, { Name: "a" }, { callTimeoutMs: 1 })).rejects.toThrow(/callTimeoutMs = 1,/);
});

/** A signal that counts who listens to it. */
function countedSignal(): { readonly signal: AbortSignal; readonly listeners: () => number } {
  const { signal } = new AbortController();
  let count = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...given: unknown[]) => {
    count += 1;
    addEventListener.apply(signal, given as never);
  };
  signal.removeEventListener = (...given: unknown[]) => {
    count -= 1;
    removeEventListener.apply(signal, given as never);
  };
  return { signal, listeners: () => count };
}

test("one listener serves all calls of a signal, with limits and without, and nothing of them stays", async () => {
  const { client } = bench({ answers: [{ status: 200, headers: {}, body: new TextEncoder().encode("{}") }] });
  const { signal, listeners } = countedSignal();
  for (let i = 0; i < 20; i++) {
    await getThing(client, { Name: "a" }, { signal });
    await getThing(client, { Name: "a" }, { signal, callTimeoutMs: 60_000, attemptTimeoutMs: 60_000 });
    const { Body } = await getFile(client, { Name: "f" }, { signal, callTimeoutMs: 60_000 });
    await Body.bytes();
    const given = await getFile(client, { Name: "f" }, { signal, callTimeoutMs: 60_000, attemptTimeoutMs: 60_000 });
    await given.Body.cancel();
    await expect(getThing(client, {} as never, { signal, callTimeoutMs: 60_000 })).rejects.toThrow();
  }
  expect(listeners()).toBe(1);
  expect(abortListeners(signal).size).toBe(0);
});

test("timers are stopped with their calls", async () => {
  useFakeTimers();
  const { client } = bench({ answers: [json({}), new Error("no")] });
  const limits = { callTimeoutMs: 600_000, attemptTimeoutMs: 600_000 };
  await getThing(client, { Name: "a" }, limits);
  await expect(getThing(client, { Name: "a" }, limits)).rejects.toThrow("no");
  await expect(getThing(client, {} as never, limits)).rejects.toThrow("Name");
  await expect(getThing(client, { Name: "a" }, { ...limits, signal: AbortSignal.abort() })).rejects.toThrow();
  const { client: streaming } = bench({ answers: [{ status: 200, headers: {}, body: new Uint8Array(1) }] });
  await getFile(streaming, { Name: "f" }, limits);
  expect(vi.getTimerCount()).toBe(0);
});

test("a signal without a reason, as React Native has them, gives an AbortError", async () => {
  const { client } = bench();
  const signal = Object.assign(new EventTarget(), { aborted: true, reason: undefined }) as unknown as AbortSignal;
  await expect(getThing(client, { Name: "a" }, { signal })).rejects.toMatchObject({ name: "AbortError" });
});
