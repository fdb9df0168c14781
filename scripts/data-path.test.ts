import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { CORE_ROOT, getSession } from "@inia/core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { root } from "./clients.js";

/** A home whose `~/.aws/models` and another folder, on `AWS_DATA_PATH`, have models of AWS's. */
let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "inia-models-"));
  const put = (folder: string, from: string, as: string): void => {
    mkdirSync(join(home, folder), { recursive: true });
    cpSync(join(root, "models", from), join(home, folder, as), { recursive: true });
  };
  put(".aws/models", "sqs", "my-queues");
  put("data", "logs", "logs");
  vi.stubEnv("HOME", home);
  vi.stubEnv("AWS_DATA_PATH", ["/nowhere", join(home, "data")].join(delimiter));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

const config = { region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "s" }, loadConfig: false };

test("a session makes clients of models on the data path, by the names of their folders", async () => {
  const client = getSession().createClient("my-queues", {
    ...config,
    httpHandler: {
      async send() {
        return { status: 200, headers: {}, body: new TextEncoder().encode('{"QueueUrls":["u"]}') };
      },
    },
  }) as unknown as { listQueues(): Promise<{ QueueUrls: string[] }>; readonly constructor: { name: string } };
  expect((await client.listQueues()).QueueUrls).toEqual(["u"]);
});

test("they come before installed packages, by both names of a service", async () => {
  const session = getSession();
  for (const name of ["logs", "cloudwatch-logs"]) {
    const client = session.createClient(name, config);
    expect(Object.getPrototypeOf(client.constructor).name).toBe("DynamicClient");
  }
  vi.stubEnv("AWS_DATA_PATH", "/nowhere");
  expect(Object.getPrototypeOf(getSession().createClient("logs", config).constructor).name).toBe(
    "CloudWatchLogsClient",
  );
});

test("models are had from there, and from installed packages", async () => {
  const session = getSession();
  expect((await session.getServiceModel("my-queues")).operationNames).toContain("SendMessage");
  expect((await session.getServiceModel("s3")).operationNames).toContain("GetObject");
  await expect(session.getServiceModel("no-service")).rejects.toMatchObject({ name: "UnknownServiceError" });
});

test("core says where it is", () => {
  expect(CORE_ROOT).toBe(join(root, "packages", "core", "/"));
});
