import type { ClientHttp2Session, connect } from "node:http2";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { PoolExhaustedError } from "../errors/http.js";
import type { Destination, Dial, Dialer } from "./connect.node.js";
import type { HttpMetrics } from "./handler-settings.js";
import type { PoolLimits, UnreadBody, Waiter } from "./pool.node.js";
import { Registry } from "./registry.js";
import { authorityOf } from "./url.js";

/** A connection that speaks HTTP/2, and the streams on it. */
export interface SharedSession {
  readonly session: ClientHttp2Session;
  /** Streams that are open. */
  streams: number;
  /** Whether it has had one before. */
  reused: boolean;
  /** New streams may be opened: the server has not said goodbye, and nobody waited for it in vain. */
  usable: boolean;
  /** Epoch milliseconds at which its last stream ended. */
  idleSince: number;
}

/** The sessions to one origin. One is enough for as many streams as the server allows on it. */
export class Http2Origin {
  /** Host and port. */
  readonly name: string;
  /** What `:authority` says, which is what is signed as the host. */
  readonly authority: string;
  readonly scheme: string;
  readonly unread: Registry<UnreadBody> = new Registry();
  readonly #destination: Destination;
  readonly #dialer: Dialer;
  readonly #connect: typeof connect;
  readonly #limits: PoolLimits;
  readonly #onEmpty: (origin: Http2Origin) => void;
  readonly #sessions: Set<SharedSession> = new Set();
  readonly #waiting: Set<Waiter<SharedSession>> = new Set();
  #dial: Dial | undefined;
  #closed = false;

  constructor(
    authority: string,
    destination: Destination,
    dialer: Dialer,
    connectSession: typeof connect,
    limits: PoolLimits,
    onEmpty: (origin: Http2Origin) => void,
  ) {
    const { hostname, port, secure } = destination;
    this.name = authorityOf(hostname, port);
    this.scheme = secure ? "https" : "http";
    this.authority = authority;
    this.#destination = destination;
    this.#dialer = dialer;
    this.#connect = connectSession;
    this.#limits = limits;
    this.#onEmpty = onEmpty;
  }

  /**
   * A session with room for a stream, if there is one; else `waiter` is called when there is.
   *
   * @throws {@link PoolExhaustedError} when too many wait already.
   */
  acquire(waiter: Waiter<SharedSession>): SharedSession | undefined {
    const free = this.#withRoom();
    if (free) return this.#take(free);
    if (this.#waiting.size >= this.#limits.maxWaiting) throw this.#exhausted();
    this.#waiting.add(waiter);
    this.#openOneMore();
    return undefined;
  }

  /** A stream has ended. */
  release(connection: SharedSession): void {
    connection.streams--;
    connection.idleSince = Date.now();
    this.#serve();
    if (connection.streams > 0) return;
    if (this.#closed || !connection.usable) connection.session.close();
    else connection.session.unref();
  }

  /** Opens no more streams on a connection that does not answer. */
  distrust(connection: SharedSession): void {
    connection.usable = false;
    this.#openOneMore();
  }

  /** Forgets a waiter that gave up, and drops the connection that was being made when nobody else waits for it. */
  abandon(waiter: Waiter<SharedSession>): void {
    if (!this.#waiting.delete(waiter) || this.#waiting.size > 0) return;
    this.#dial?.cancel();
    this.#dial = undefined;
    this.#forgetIfEmpty();
  }

  /** What is waited for, as a clause. */
  doing(): string {
    return (
      this.#dial?.doing ?? `waiting for room on one of ${this.#limits.maxConnections} connections (maxConnections)`
    );
  }

  metrics(): HttpMetrics {
    let idle = 0;
    for (const { streams } of this.#sessions) if (streams === 0) idle++;
    return {
      open: this.#sessions.size + (this.#dial ? 1 : 0),
      idle,
      waiting: this.#waiting.size,
      unreadBodies: this.unread.size,
    };
  }

  /** Drops idle connections now, and the others when their streams have ended. */
  close(): void {
    this.#closed = true;
    for (const { session, streams } of this.#sessions) if (streams === 0) session.close();
  }

  #withRoom(): SharedSession | undefined {
    for (const connection of this.#sessions) {
      const { session, streams, usable, idleSince } = connection;
      if (!usable || session.closed || session.destroyed) continue;
      if (streams === 0 && Date.now() - idleSince > maxIdleMs) session.close();
      else if (streams < (session.remoteSettings.maxConcurrentStreams ?? Infinity)) return connection;
    }
    return undefined;
  }

  #take(connection: SharedSession): SharedSession {
    if (connection.streams++ === 0) connection.session.ref();
    return connection;
  }

  #serve(): void {
    for (const waiter of this.#waiting) {
      const free = this.#withRoom();
      if (free === undefined) break;
      this.#waiting.delete(waiter);
      waiter.granted(this.#take(free));
    }
    this.#openOneMore();
  }

  /** One at a time: those that wait share the next session. One that only ends its streams takes nobody's place. */
  #openOneMore(): void {
    if (this.#dial || this.#waiting.size === 0) return;
    let usable = 0;
    for (const connection of this.#sessions) if (connection.usable) usable++;
    if (usable >= this.#limits.maxConnections) return;
    const socketDial = this.#dialer(this.#destination, (error, socket) => {
      if (socket === undefined) this.#dialFailed(error, socketDial.doing);
      else this.#dial = this.#openSession(socket);
    });
    this.#dial = socketDial;
  }

  /** A server that speaks HTTP/2 sends its settings at once; one that does not is found out here. */
  #openSession(socket: Socket): Dial | undefined {
    if (this.scheme === "https" && (socket as TLSSocket).alpnProtocol !== "h2") {
      socket.destroy();
      this.#dialFailed(new Error("the server chose not to speak HTTP/2"), "in the TLS handshake");
      return undefined;
    }
    const session = this.#connect(`${this.scheme}://${this.name}`, {
      createConnection: () => socket,
      settings: { enablePush: false },
    });
    const connection: SharedSession = { session, streams: 0, reused: false, usable: true, idleSince: Date.now() };
    let failure: unknown = new Error("the connection was closed before the server's HTTP/2 settings came");
    let ready = false;
    const dial: Dial = { doing: "waiting for the server's HTTP/2 settings", cancel: () => session.destroy() };
    session.on("error", (error) => {
      failure = error;
    });
    session.on("goaway", () => this.distrust(connection));
    // A later one may make room for more streams.
    session.on("remoteSettings", () => {
      if (!ready) {
        ready = true;
        this.#dial = undefined;
        this.#sessions.add(connection);
      }
      this.#serve();
      if (connection.streams === 0) session.unref();
    });
    session.once("close", () => {
      if (ready) {
        this.#sessions.delete(connection);
        this.#openOneMore();
        this.#forgetIfEmpty();
      } else if (this.#dial === dial) this.#dialFailed(failure, dial.doing);
    });
    return dial;
  }

  #dialFailed(error: unknown, doing: string): void {
    this.#dial = undefined;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const waiter of waiting) waiter.refused(error, doing);
    this.#forgetIfEmpty();
  }

  #forgetIfEmpty(): void {
    if (this.#sessions.size === 0 && this.#dial === undefined) this.#onEmpty(this);
  }

  #exhausted(): PoolExhaustedError {
    const { maxConnections, maxWaiting } = this.#limits;
    return new PoolExhaustedError(
      `All streams on ${maxConnections} connections to ${this.name} are taken and ${maxWaiting} requests wait ` +
        "already. Read streams to their end or leave them, start fewer calls at once, or raise maxConnections.",
    );
  }
}

/** What lies idle longer may have been forgotten by something on the way: AWS's own gateways do after 350 s. */
const maxIdleMs = 300_000;
