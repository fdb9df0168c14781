import { MissingDependencyException } from "../errors/config.js";
import type { Dialer } from "./connect.node.js";
import { Exchange, type Transport } from "./exchange.node.js";
import type { HttpHandlerSettings, HttpMetrics, PlatformHttpHandler } from "./handler-settings.js";
import type { Http2Transport } from "./http2.js";
import { loadDialer } from "./load-dialer.node.js";
import type { HttpRequest, HttpResponse, SendOptions } from "./message.js";
import { Pool, type PoolLimits, sumOf } from "./pool.node.js";
import { splitUrl, type UrlParts } from "./url.js";

/**
 * A handler on `node:http`, with kept connections, and on `node:http2` for requests that need it. Handlers of equal
 * settings share them; nothing is loaded, opened or counted before the first request.
 *
 * `loadHttp2` loads the code for HTTP/2 where a request does not bring it along.
 */
export function createHttpHandler(
  settings: HttpHandlerSettings = {},
  loadHttp2?: SendOptions["loadHttp2"],
): PlatformHttpHandler {
  return new NodeHandler(settings, loadHttp2);
}

class NodeHandler implements PlatformHttpHandler {
  readonly #settings: HttpHandlerSettings;
  readonly #loadHttp2: SendOptions["loadHttp2"];
  #shared: SharedTransport | undefined;

  constructor(settings: HttpHandlerSettings, loadHttp2: SendOptions["loadHttp2"]) {
    this.#settings = settings;
    this.#loadHttp2 = loadHttp2;
  }

  send(request: HttpRequest, options: SendOptions): Promise<HttpResponse> {
    this.#shared ??= SharedTransport.join(this.#settings);
    return options.http2
      ? this.#shared.sendHttp2(request, options, options.loadHttp2 ?? this.#loadHttp2)
      : this.#shared.send(request, options);
  }

  metrics(): HttpMetrics {
    return this.#shared?.metrics() ?? { open: 0, idle: 0, waiting: 0, unreadBodies: 0 };
  }

  /** A request that is sent later opens connections again. */
  close(): void {
    this.#shared?.leave();
    this.#shared = undefined;
  }
}

const transports: Map<string, SharedTransport> = /*#__PURE__*/ new Map();

/** What handlers of equal settings have in common, for as long as one of them is open. */
class SharedTransport {
  readonly #pool: Pool;
  readonly #key: string;
  readonly #settings: HttpHandlerSettings;
  readonly #dialers: Map<string, Dialer> = new Map();
  readonly #loading: Map<string, Promise<Dialer>> = new Map();
  readonly #limits: PoolLimits;
  #transport: Transport | undefined;
  #http2: Http2Transport | undefined;
  #users = 0;

  static join(settings: HttpHandlerSettings): SharedTransport {
    const { maxConnections = 50, maxWaiting = 10_000, tls, tcpKeepAlive, continueTimeoutMs, keyLogFile } = settings;
    const { proxies, proxiesConfig } = settings;
    const { verify, ca, cert, key } = tls ?? {};
    const identity = JSON.stringify([
      maxConnections,
      maxWaiting,
      [verify ?? true, ca, cert, key],
      tcpKeepAlive ?? false,
      continueTimeoutMs,
      keyLogFile,
      proxies && [proxies.http, proxies.https, proxiesConfig],
    ]);
    let shared = transports.get(identity);
    if (shared === undefined) {
      shared = new SharedTransport(identity, settings, { maxConnections, maxWaiting });
      transports.set(identity, shared);
    }
    shared.#users++;
    return shared;
  }

  private constructor(key: string, settings: HttpHandlerSettings, limits: PoolLimits) {
    this.#key = key;
    this.#settings = settings;
    this.#limits = limits;
    this.#pool = new Pool(limits);
  }

  leave(): void {
    if (--this.#users > 0) return;
    if (transports.get(this.#key) === this) transports.delete(this.#key);
    this.#pool.close();
    this.#http2?.close();
  }

  metrics(): HttpMetrics {
    return sumOf([this.#pool.metrics(), ...(this.#http2?.metrics() ?? [])]);
  }

  async sendHttp2(request: HttpRequest, options: SendOptions, load: SendOptions["loadHttp2"]): Promise<HttpResponse> {
    if (load === undefined) throw new MissingDependencyException("HTTP/2 is needed, and loadHttp2 does not give it.");
    const { createHttp2Transport } = await load();
    this.#http2 ??= createHttp2Transport(this.#settings, this.#limits);
    return this.#http2.send(request, options);
  }

  send(request: HttpRequest, options: SendOptions): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      if (options.signal?.aborted) throw options.signal.reason;
      const url = splitUrl(request.url);
      const target = url.query === "" ? url.path : `${url.path}?${url.query}`;
      const dialer = this.#dialers.get(url.scheme);
      if (dialer) this.#exchange(url, target, dialer, request, options, resolve, reject);
      else {
        this.#load(url.scheme).then((loaded) => {
          if (options.signal?.aborted) reject(options.signal.reason);
          else this.#exchange(url, target, loaded, request, options, resolve, reject);
        }, reject);
      }
    });
  }

  #exchange(
    url: UrlParts,
    target: string,
    dialer: Dialer,
    request: HttpRequest,
    options: SendOptions,
    resolve: (response: HttpResponse) => void,
    reject: (reason: unknown) => void,
  ): void {
    const origin = this.#pool.origin(url) ?? this.#pool.addOrigin(url, dialer);
    new Exchange(this.#transport!, origin, target, request, options, resolve, reject).start();
  }

  /** Requests that start together load once; a failure, such as an unreadable CA file, is not remembered. */
  #load(scheme: string): Promise<Dialer> {
    let loading = this.#loading.get(scheme);
    if (loading === undefined) {
      loading = this.#loadDialer(scheme).finally(() => this.#loading.delete(scheme));
      this.#loading.set(scheme, loading);
    }
    return loading;
  }

  async #loadDialer(scheme: string): Promise<Dialer> {
    const dialer = await loadDialer(this.#settings, scheme);
    const { request } = await import("node:http");
    this.#transport ??= { startRequest: request, continueTimeoutMs: this.#settings.continueTimeoutMs ?? 1_000 };
    this.#dialers.set(scheme, dialer);
    return dialer;
  }
}
