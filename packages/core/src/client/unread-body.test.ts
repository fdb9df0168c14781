import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, onTestFinished, test } from "vitest";
import { createHttpHandler } from "../http/handler.node.js";
import type { PlatformHttpHandler } from "../http/handler-settings.js";
import { httpServer } from "../http/testdata/loopback.js";
import { bench, getFile, getThing, type Test } from "./test-service.fixture.js";

/** A client of a server whose bodies do not end, with one connection. */
async function forgetful(): Promise<{ client: Test; url: string; handler: PlatformHttpHandler }> {
  const { url } = await httpServer((_, response) => void response.write("beginning"));
  const handler = createHttpHandler({ maxConnections: 1, maxWaiting: 1 });
  onTestFinished(() => handler.close());
  return { client: bench({ config: { endpoint: url, httpHandler: handler, maxAttempts: 1 } }).client, url, handler };
}

test("who gets no connection learns whose body is unread, and where it was opened", async () => {
  const { client, url } = await forgetful();
  async function opensAndForgets() {
    return getFile(client, { Name: "forgotten" });
  }
  const { Body } = await opensAndForgets();
  const controller = new AbortController();
  const waiting = getThing(client, { Name: "a" }, { signal: controller.signal });
  await expect(getThing(client, { Name: "b" })).rejects.toMatchObject({
    name: "PoolExhaustedError",
    message: expect.stringMatching(
      `1 response body is unread \\(test\\.GetFile, GET ${url}/files/forgotten, at [^;]*client/[^;]*:\\d+:\\d+\\)+\\. Read or`,
    ),
  });
  controller.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
  await Body.cancel();
});

test("a forgotten body is told of once it is collected, with its operation and the lines that opened it", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const { client, url, handler } = await forgetful();
  const warnings: (Error & { detail?: string })[] = [];
  const note = (warning: Error): void => void warnings.push(warning);
  process.on("warning", note);
  onTestFinished(() => void process.off("warning", note));
  async function opensAndForgets(): Promise<void> {
    await getFile(client, { Name: "forgotten" });
  }
  await opensAndForgets();
  expect(handler.metrics().unreadBodies).toBe(1);
  await expect
    .poll(
      () => {
        collect();
        return handler.metrics();
      },
      { timeout: 10_000 },
    )
    .toEqual({ open: 0, idle: 0, waiting: 0, unreadBodies: 0 });
  expect(warnings.map(({ message }) => message)).toEqual([
    expect.stringContaining(`The body of test.GetFile, GET ${url}/files/forgotten was neither read nor cancelled`),
  ]);
  expect(warnings[0]?.detail).toMatch(/^at .*opensAndForgets \(.*unread-body\.test\.ts/m);
});
