import type { ClientConfig } from "@inia/core";
import { onTestFinished } from "vitest";
import { type EventStreamsOptions, type EventStreamsServer, startEventStreams } from "../event-streams/server.js";
import { certificate } from "./certificate.js";

/** A server, and what a client needs to talk to it; both sides must have nothing left at the end. */
export interface Started {
  readonly server: EventStreamsServer;
  readonly config: ClientConfig;
}

/** Starts a server for a test, and closes it with it. */
export async function start(options: EventStreamsOptions = {}): Promise<Started> {
  const server = await startEventStreams(options);
  onTestFinished(() => server.close());
  return {
    server,
    config: {
      region: "us-east-1",
      endpoint: server.endpoint,
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
      tls: { ca: certificate.cert },
      injectHostPrefix: false,
      loadConfig: false,
      sleep: async () => {},
    },
  };
}

/** A promise, and what settles it. */
export function signalled<Value = void>(): {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
} {
  let resolve!: (value: Value) => void;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Everything that an iterable gives. */
export async function listed<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) {
    all.push(item);
  }
  return all;
}

/** What a promise rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}
