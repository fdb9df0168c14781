import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { PoolExhaustedError } from "../errors/http.js";
import type { Destination, Dial, Dialer, Forwarding } from "./connect.node.js";
import type { HttpMetrics } from "./handler-settings.js";
import type { Opener } from "./opener.node.js";
import { Registry } from "./registry.js";
import { authorityOf, hostAndPort, hostHeader, type UrlParts } from "./url.js";

/** An open connection, with what is known about its past. */
export interface Connection {
  readonly socket: Socket;
  /** Whether it has served a request before. */
  reused: boolean;
  /** Epoch milliseconds after which the server may have closed it, by its own word. */
  usableUntil: number;
}

/** What waits for a connection. */
export interface Waiter<Granted> {
  granted(connection: Granted): void;
  /** `doing` is what the connection was doing when it failed, as a clause. */
  refused(error: unknown, doing: string): void;
}

/** A body that was handed out and is not read yet. */
export interface UnreadBody {
  readonly description: string;
  readonly opener: Opener | undefined;
}

export interface PoolLimits {
  readonly maxConnections: number;
  readonly maxWaiting: number;
}

/**
 * The connections to one origin. It is also the agent of its requests: Node hands every request to `addRequest`, and
 * emits `free` on a socket whose response has been read. (`http.Agent` does as much with 9 µs more a request, an
 * unbounded queue and no way to leave it.)
 */
export class Origin {
  // What node:http reads of an agent.
  readonly protocol: "http:" | "https:";
  readonly defaultPort: number;
  readonly keepAlive = true;
  readonly maxSockets: number;
  readonly options: Readonly<Record<string, never>> = {};

  /** Host and port. */
  readonly name: string;
  readonly hostHeader: string;
  readonly destination: Destination;
  /** Set where requests go to a proxy that forwards them. */
  readonly forwarding: Forwarding | undefined;
  readonly unread: Registry<UnreadBody> = new Registry();
  /** The socket that the next request gets. */
  assigned: Socket | undefined;
  readonly #dialer: Dialer;
  readonly #limits: PoolLimits;
  readonly #onEmpty: (origin: Origin) => void;
  readonly #idle: Connection[] = [];
  readonly #dials: Map<Waiter<Connection>, Dial> = new Map();
  readonly #waiting: Set<Waiter<Connection>> = new Set();
  #open = 0;
  #closed = false;

  constructor(
    hostHeader: string,
    destination: Destination,
    dialer: Dialer,
    limits: PoolLimits,
    onEmpty: (origin: Origin) => void,
  ) {
    const { hostname, port, secure } = destination;
    this.protocol = secure ? "https:" : "http:";
    this.defaultPort = secure ? 443 : 80;
    this.maxSockets = limits.maxConnections;
    this.name = authorityOf(hostname, port);
    this.hostHeader = hostHeader;
    this.destination = destination;
    this.forwarding = dialer.forwarding;
    this.#dialer = dialer;
    this.#limits = limits;
    this.#onEmpty = onEmpty;
  }

  addRequest(request: ClientRequest): void {
    const socket = this.assigned!;
    this.assigned = undefined;
    request.onSocket(socket);
  }

  /**
   * An idle connection, if there is one; else `waiter` is called when there is.
   *
   * @throws {@link PoolExhaustedError} when too many wait already.
   */
  acquire(waiter: Waiter<Connection>): Connection | undefined {
    for (let connection = this.#idle.pop(); connection; connection = this.#idle.pop()) {
      const { socket, usableUntil } = connection;
      if (socket.writable && !socket.readableEnded && (usableUntil === Infinity || usableUntil > Date.now())) {
        socket.ref();
        return connection;
      }
      socket.destroy();
    }
    if (this.#open < this.#limits.maxConnections) this.#dial(waiter);
    else if (this.#waiting.size < this.#limits.maxWaiting) this.#waiting.add(waiter);
    else throw this.#exhausted();
    return undefined;
  }

  /** Forgets a waiter that gave up, and drops the connection that was being made for it. */
  abandon(waiter: Waiter<Connection>): void {
    const dial = this.#dials.get(waiter);
    if (dial === undefined) this.#waiting.delete(waiter);
    else {
      dial.cancel();
      this.#dials.delete(waiter);
      this.#connectionLost();
    }
  }

  /** What a waiter waits for, as a clause. */
  doing(waiter: Waiter<Connection>): string {
    const dial = this.#dials.get(waiter);
    if (dial) return dial.doing;
    return `waiting for one of ${this.#limits.maxConnections} connections (maxConnections; ${this.#unreadText()})`;
  }

  metrics(): HttpMetrics {
    return {
      open: this.#open,
      idle: this.#idle.length,
      waiting: this.#waiting.size + this.#dials.size,
      unreadBodies: this.unread.size,
    };
  }

  /** Drops idle connections now, and the others when their requests are done. */
  close(): void {
    this.#closed = true;
    for (const { socket } of this.#idle.splice(0)) socket.destroy();
  }

  #dial(waiter: Waiter<Connection>): void {
    const dial = this.#dialer(this.destination, (error, socket) => {
      this.#dials.delete(waiter);
      if (socket === undefined) {
        this.#connectionLost();
        waiter.refused(error, dial.doing);
      } else waiter.granted(this.#adopt(socket));
    });
    this.#open++;
    this.#dials.set(waiter, dial);
  }

  #adopt(socket: Socket): Connection {
    const connection: Connection = { socket, reused: false, usableUntil: Infinity };
    socket.on("free", () => {
      connection.reused = true;
      this.#release(connection);
    });
    socket.once("close", () => {
      const index = this.#idle.indexOf(connection);
      if (index >= 0) this.#idle.splice(index, 1);
      this.#connectionLost();
    });
    return connection;
  }

  #release(connection: Connection): void {
    const { socket } = connection;
    if (!socket.writable || (this.#closed && this.#waiting.size === 0)) {
      socket.destroy();
      return;
    }
    const next = this.#nextWaiting();
    if (next) next.granted(connection);
    else {
      socket.unref();
      this.#idle.push(connection);
    }
  }

  #connectionLost(): void {
    this.#open--;
    const next = this.#nextWaiting();
    if (next) this.#dial(next);
    else if (this.#open === 0) this.#onEmpty(this);
  }

  #nextWaiting(): Waiter<Connection> | undefined {
    if (this.#waiting.size === 0) return undefined;
    const next = this.#waiting.values().next().value;
    if (next) this.#waiting.delete(next);
    return next;
  }

  #exhausted(): PoolExhaustedError {
    const { maxConnections, maxWaiting } = this.#limits;
    const opened = this.unread
      .items()
      .slice(0, 5)
      .map(({ description, opener }) => (opener ? `${description}, ${opener.place[0]}` : description));
    const list = opened.length > 0 ? ` (${opened.join("; ")})` : "";
    return new PoolExhaustedError(
      `All ${maxConnections} connections to ${this.name} are taken and ${maxWaiting} requests wait already; ` +
        `${this.#unreadText()}${list}. Read or cancel bodies, start fewer calls at once, or raise maxConnections.`,
    );
  }

  #unreadText(): string {
    return this.unread.size === 1 ? "1 response body is unread" : `${this.unread.size} response bodies are unread`;
  }
}

/** The connections that handlers of equal settings share. */
export class Pool {
  readonly #origins: Map<string, Origin> = new Map();
  readonly #limits: PoolLimits;

  constructor(limits: PoolLimits) {
    this.#limits = limits;
  }

  /** Origins are kept while they have connections. */
  origin({ scheme, host }: UrlParts): Origin | undefined {
    return this.#origins.get(`${scheme}://${host}`);
  }

  addOrigin(url: UrlParts, dialer: Dialer): Origin {
    const key = `${url.scheme}://${url.host}`;
    const destination = { ...hostAndPort(url), secure: url.scheme === "https" };
    const origin = new Origin(hostHeader(url), destination, dialer, this.#limits, () => {
      if (this.#origins.get(key) === origin) this.#origins.delete(key);
    });
    this.#origins.set(key, origin);
    return origin;
  }

  metrics(): HttpMetrics {
    return sumOf([...this.#origins.values()].map((origin) => origin.metrics()));
  }

  close(): void {
    for (const origin of this.#origins.values()) origin.close();
    this.#origins.clear();
  }
}

export function sumOf(parts: readonly HttpMetrics[]): HttpMetrics {
  const sum = { open: 0, idle: 0, waiting: 0, unreadBodies: 0 };
  for (const part of parts) {
    for (const name of Object.keys(sum) as (keyof HttpMetrics)[]) sum[name] += part[name];
  }
  return sum;
}
