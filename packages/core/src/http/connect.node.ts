import type { IncomingMessage } from "node:http";
import type { OnReadOpts, Socket } from "node:net";
import type { ConnectionOptions, SecureContext } from "node:tls";
import { InvalidConfigError } from "../errors/config.js";
import { SSLError } from "../errors/http.js";
import type { HttpHandlerSettings, TlsSettings } from "./handler-settings.js";

/** Where connections go. */
export interface Destination {
  readonly hostname: string;
  readonly port: number;
  readonly secure: boolean;
}

/** A connection in the making. */
export interface Dial {
  /** What it is doing, as a clause. */
  doing: string;
  cancel(): void;
}

/** Told once, unless the dial is cancelled; never before the dialer has returned. */
export type Dialed = (error: unknown, socket: Socket | undefined) => void;

/** Opens connections; `over` is one that stands already and that TLS is to be spoken on. */
export interface Dialer {
  (to: Destination, done: Dialed, over?: Socket): Dial;
  readonly forwarding?: Forwarding | undefined;
}

/** What requests need that are handed to a proxy with their whole URL, instead of through a tunnel. */
export interface Forwarding {
  /** The value of `Proxy-Authorization`. */
  readonly authorization: string | undefined;
  /** The error that the proxy's own answer stands for. */
  refused(response: IncomingMessage): Error;
}

/** Node's own wait of 250 ms per address gives up on distant endpoints. (nodejs/node issue 54359) */
const addressTimeoutMs = 2_500;

const maxSessions = 100;

/**
 * Loads what connections need and reads the TLS files, once per pool. `protocols` is what is offered to TLS servers, by
 * the names of ALPN. Without it connections are read by `node:http`, which is told with `intoMemory`.
 */
export async function createDialer(
  settings: HttpHandlerSettings,
  secure: boolean,
  protocols?: readonly string[],
): Promise<Dialer> {
  const net = await import("node:net");
  const base = {
    noDelay: true,
    keepAlive: settings.tcpKeepAlive ?? false,
    autoSelectFamilyAttemptTimeout: addressTimeoutMs,
  };
  const open = protocols === undefined ? intoMemory : asItComes;
  if (!secure) {
    return ({ hostname, port }, done) => {
      const socket = open((reading) => net.connect({ ...base, ...reading, host: hostname, port }));
      return watch(socket, firstStep(net.isIP(hostname)), "connect", done);
    };
  }
  const tls = await import("node:tls");
  const context = await secureContext(settings.tls, tls.createSecureContext);
  const keyLog = await keyLogger(settings.keyLogFile);
  const verify = settings.tls?.verify ?? true;
  // Resuming a session saves a round trip and the handshake's arithmetic.
  const sessions = new Map<string, Buffer>();
  return ({ hostname, port }, done, over) => {
    const family = net.isIP(hostname);
    const key = `${hostname}:${port}`;
    const options: ConnectionOptions & typeof base = {
      ...base,
      host: hostname,
      port,
      servername: family ? "" : hostname,
      secureContext: context,
      rejectUnauthorized: verify,
      ALPNProtocols: [...(protocols ?? ["http/1.1"])],
      session: sessions.get(key),
      socket: over,
    };
    const socket = open((reading) => tls.connect({ ...options, ...reading }));
    socket.on("session", (session) => {
      if (sessions.size >= maxSessions) sessions.delete(sessions.keys().next().value!);
      sessions.set(key, session);
    });
    socket.once("error", () => sessions.delete(key));
    if (keyLog) socket.on("keylog", keyLog);
    return watch(socket, over ? inHandshake : firstStep(family), "secureConnect", done);
  };
}

/**
 * A connection reads into the same memory again and again: what its parser gives of it are copies. Else Node takes new
 * memory for each read, as much as for the copies, and half of the time that large bodies take goes into collecting it.
 */
function intoMemory<Opened extends Socket>(open: (reading: { readonly onread: OnReadOpts }) => Opened): Opened {
  const buffer = Buffer.allocUnsafeSlow(readBytes);
  const callback = (length: number): boolean => {
    socket.emit("data", buffer.subarray(0, length));
    return true;
  };
  const socket = open({ onread: { buffer, callback } });
  return socket;
}

function asItComes<Opened extends Socket>(open: (reading: undefined) => Opened): Opened {
  return open(undefined);
}

/** Four times what Node reads at once; what is never filled is never touched. */
const readBytes = 262_144;

function watch(socket: Socket, doing: string, ready: "connect" | "secureConnect", done: Dialed): Dial {
  const dial: Dial = {
    doing,
    cancel() {
      settle();
      socket.destroy();
    },
  };
  let settled = false;
  const settle = (): boolean => !settled && (settled = true);
  socket.once("lookup", (error) => {
    if (!error) dial.doing = opening;
  });
  if (ready === "secureConnect") {
    socket.once("connect", () => {
      dial.doing = inHandshake;
    });
  }
  socket.once(ready, () => {
    if (settle()) done(undefined, socket);
  });
  // Stays for the socket's life: an idle connection that breaks must not end the program.
  socket.on("error", (error) => {
    if (settle()) done(error, undefined);
  });
  return dial;
}

function firstStep(family: number): string {
  return family ? opening : "resolving the host name";
}

const opening = "opening the TCP connection";
const inHandshake = "in the TLS handshake";

async function secureContext(
  tls: TlsSettings | undefined,
  create: (options: { ca?: string; cert?: string; key?: string }) => SecureContext,
): Promise<SecureContext> {
  const [ca, cert, key] = await Promise.all([
    readPem(tls?.ca, "tls.ca"),
    readPem(tls?.cert, "tls.cert"),
    readPem(tls?.key, "tls.key"),
  ]);
  const clientKey = key ?? cert;
  try {
    return create({ ...(ca && { ca }), ...(cert && { cert }), ...(clientKey && { key: clientKey }) });
  } catch (cause) {
    throw new SSLError(`The certificates given in tls cannot be used: ${(cause as Error).message}`, { cause });
  }
}

/** The PEM text that a setting gives, itself or by the name of a file. */
export async function readPem(value: string | undefined, setting: string): Promise<string | undefined> {
  if (value === undefined || value.includes("-----BEGIN ")) return value;
  const { readFile } = await import("node:fs/promises");
  try {
    return await readFile(value, "utf8");
  } catch (cause) {
    if (value.includes("\n")) throw new InvalidConfigError(`${setting} is not PEM text: it has no BEGIN line.`);
    throw new InvalidConfigError(`${setting} is neither PEM text nor a readable file: "${value}"`, { cause });
  }
}

async function keyLogger(file: string | undefined): Promise<((line: Buffer) => void) | undefined> {
  if (file === undefined) return undefined;
  const { appendFileSync } = await import("node:fs");
  return (line) => appendFileSync(file, line, { mode: 0o600 });
}
