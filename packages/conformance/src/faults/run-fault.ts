import { isIniaError } from "@inia/core";
import { createHttpHandler } from "@inia/core/http";
import { startFaultServer } from "@inia/local-aws";
import type { FaultedCall } from "./calls.js";
import { type Fault, good, identity } from "./faults.js";

/** What a fault made of a call. */
export interface FaultResult {
  /** What the program gets, as it stands in the table. */
  readonly outcome: string;
  readonly isOk: boolean;
  readonly attempts: number;
  /** The settings that ended attempts. */
  readonly limits: readonly string[];
  /** Of the error and of its causes. */
  readonly message: string;
  /** What was not given back: empty. */
  readonly left: readonly string[];
}

/** Makes a call of a server with a fault, for good or (`once`) at the first attempt only. */
export async function runFault(fault: Fault, call: FaultedCall, once: boolean): Promise<FaultResult> {
  const abort = new AbortController();
  const reason = Object.assign(new Error("The caller has had enough."), { name: "the signal's reason" });
  const warmUps = fault.isWarm ? 1 : 0;
  let fails = true;
  await using server = await startFaultServer({
    tls: fault.cert === undefined ? undefined : identity(fault.cert),
    isProxy: fault.isProxy,
    accept(socket, number) {
      if (fault.accept === undefined || (once && number > 1)) return false;
      fault.accept(socket);
      return true;
    },
    react(exchange) {
      if (fault.react === undefined || !fails) return good(exchange, call);
      if (once && exchange.number > warmUps) fails = false;
      return fault.react(exchange, call, () => abort.abort(reason));
    },
  });
  const scheme = fault.cert === undefined ? "http" : "https";
  const httpHandler = createHttpHandler({ ...fault.handler?.(server.port), maxWaiting: ++handlers });
  const config = {
    region: "us-east-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    endpoint: fault.endpoint?.(server.port) ?? `${scheme}://127.0.0.1:${server.port}`,
    loadConfig: false,
    connectTimeoutMs: 10_000,
    readTimeoutMs: 10_000,
    sleep: async () => {},
    random: () => 0.5,
    httpHandler,
    ...fault.config,
  };
  for (let i = 0; i < warmUps; i++) await call.run(config, {}, () => {});

  let attempts = 0;
  let reading = false;
  const hang = hanging();
  const run = call.run(config, fault.hasSignal ? { signal: abort.signal } : {}, (made) => {
    attempts = made;
    reading = true;
  });
  const failure = await Promise.race([
    run.then(
      () => undefined,
      (error: unknown) => error,
    ),
    hang.promise,
  ]);
  hang.stop();
  if (!reading && isIniaError(failure)) attempts = failure.attempts ?? 0;
  const left = await settled(() => {
    const { open, idle, waiting, unreadBodies } = httpHandler.metrics();
    return [
      ...(open > idle ? [`${open - idle} sockets`] : []),
      ...(waiting > 0 ? [`${waiting} waiting`] : []),
      ...(unreadBodies > 0 ? [`${unreadBodies} bodies`] : []),
    ];
  });
  httpHandler.close();
  for (const socket of server.connections) socket.resume();
  left.push(...(await settled(() => (server.connections.size > 0 ? [`${server.connections.size} connections`] : []))));
  return {
    outcome: outcomeOf(failure, attempts, reading),
    isOk: failure === undefined,
    attempts,
    limits: limitsOf(failure),
    message: causes(failure)
      .map(({ message }) => message)
      .join("\n"),
    left,
  };
}

function outcomeOf(failure: unknown, attempts: number, reading: boolean): string {
  const times = attempts > 1 ? ` ×${attempts}` : "";
  if (failure === undefined) return attempts > 1 ? `ok, attempt ${attempts}` : "ok";
  return `${reading ? "reading: " : ""}${describe(failure)}${times}`;
}

function describe(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  if (!isIniaError(failure)) return failure.name;
  const { name, code, cause } = failure;
  const own = code === name ? name : `${name} ${code}`;
  return name === "UnseekableStreamError" && cause instanceof Error ? `${own} (${describe(cause)})` : own;
}

function limitsOf(failure: unknown): string[] {
  const log = isIniaError(failure) ? (failure.$metadata?.attemptLog ?? []) : [];
  const names = [...log.map(({ reason }) => reason), ...causes(failure).map(({ name }) => name)];
  return Object.entries(limitByError)
    .filter(([name]) => names.includes(name))
    .map(([, limit]) => limit);
}

function causes(failure: unknown): Error[] {
  return failure instanceof Error ? [failure, ...causes(failure.cause)] : [];
}

const limitByError: Readonly<Record<string, string>> = {
  ConnectTimeoutError: "connectTimeoutMs",
  ReadTimeoutError: "readTimeoutMs",
  AttemptTimeoutError: "attemptTimeoutMs",
  CallTimeoutError: "callTimeoutMs",
  "the signal's reason": "signal",
};

/** Handlers of equal settings share connections: each call has its own. */
let handlers = 1_000;

/** What is still there when it had time to go; most is gone at once. */
export async function settled(look: () => string[]): Promise<string[]> {
  for (let turn = 0; turn < 200; turn++) {
    if (look().length === 0) return [];
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return look();
}

function hanging(): { readonly promise: Promise<string>; stop(): void } {
  let timer: NodeJS.Timeout;
  const promise = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("hangs"), 8_000);
  });
  return { promise, stop: () => clearTimeout(timer) };
}
