import { S3Client } from "@inia/client-s3";
import type { EventPayload } from "@inia/core/events";

/** One thing done many times over, for its time. */
export interface EventCase {
  readonly title: string;
  /** Does it so many times. */
  run(times: number): unknown;
}

type Payload = Omit<EventPayload<"before-send.s3.GetObject">, "eventName">;

const s3 = new S3Client({
  region: "us-east-1",
  credentials: { accessKeyId: "a", secretAccessKey: "s" },
  loadConfig: false,
});
const { events } = s3.meta;
const payload = {} as Payload;
let calls = 0;
const count = (): void => void (calls += 1);
events.register("before-send.s3.PutObject", count);

// Several, so that none is inlined: handlers are not, either.
const functions: readonly ((payload: Payload) => unknown)[] = [
  () => (calls += 1),
  () => (calls += 2),
  () => (calls += 3),
  () => (calls += 4),
];
const later: readonly ((payload: Payload) => Promise<unknown>)[] = [
  async () => (calls += 1),
  async () => (calls += 2),
  async () => (calls += 3),
  async () => (calls += 4),
];

/** The first is what the others stand beside. */
export const eventCases: readonly EventCase[] = [
  {
    title: "a plain function is called",
    run(times) {
      for (let i = 0; i < times; i += 1) functions[i & 3]!(payload);
      return calls;
    },
  },
  {
    title: "nobody handles the event: what a call does",
    run(times) {
      for (let i = 0; i < times; i += 1) calls += events.handlersOf("before-send.s3.GetObject").length;
      return calls;
    },
  },
  {
    title: "an asynchronous function is called and awaited",
    async run(times) {
      for (let i = 0; i < times; i += 1) await later[i & 3]!(payload);
    },
  },
  {
    title: "nobody handles the event: `emit`, awaited",
    async run(times) {
      for (let i = 0; i < times; i += 1) await events.emit("before-send.s3.GetObject", payload);
    },
  },
  {
    title: "one handler: `emit`, awaited",
    async run(times) {
      for (let i = 0; i < times; i += 1) await events.emit("before-send.s3.PutObject", payload);
    },
  },
];
