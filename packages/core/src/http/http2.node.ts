import { connect } from "node:http2";
import type { Dialer } from "./connect.node.js";
import type { HttpHandlerSettings, HttpMetrics } from "./handler-settings.js";
import type { Http2Transport } from "./http2.js";
import { Http2Exchange } from "./http2-exchange.node.js";
import { Http2Origin } from "./http2-pool.node.js";
import { loadDialer } from "./load-dialer.node.js";
import type { HttpRequest, HttpResponse, SendOptions } from "./message.js";
import type { PoolLimits } from "./pool.node.js";
import { hostAndPort, hostHeader, splitUrl, type UrlParts } from "./url.js";

/** HTTP/2 over `node:http2`: over TLS as both sides agree by ALPN, without TLS with prior knowledge. */
export function createHttp2Transport(settings: HttpHandlerSettings, limits: PoolLimits): Http2Transport {
  return new NodeHttp2Transport(settings, limits);
}

class NodeHttp2Transport implements Http2Transport {
  readonly #settings: HttpHandlerSettings;
  readonly #limits: PoolLimits;
  readonly #origins: Map<string, Http2Origin> = new Map();
  readonly #dialers: Map<string, Promise<Dialer>> = new Map();
  #closed = false;

  constructor(settings: HttpHandlerSettings, limits: PoolLimits) {
    this.#settings = settings;
    this.#limits = limits;
  }

  async send(request: HttpRequest, options: SendOptions): Promise<HttpResponse> {
    options.signal?.throwIfAborted();
    const url = splitUrl(request.url);
    const target = url.query === "" ? url.path : `${url.path}?${url.query}`;
    const dialer = await this.#dialer(url.scheme);
    options.signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      new Http2Exchange(this.#origin(url, dialer), target, request, options, resolve, reject).start();
    });
  }

  metrics(): HttpMetrics[] {
    return [...this.#origins.values()].map((origin) => origin.metrics());
  }

  close(): void {
    this.#closed = true;
    for (const origin of this.#origins.values()) origin.close();
    this.#origins.clear();
  }

  /** Requests that start together read the TLS files once; a failure is not remembered. */
  #dialer(scheme: string): Promise<Dialer> {
    let dialer = this.#dialers.get(scheme);
    if (dialer === undefined) {
      dialer = loadDialer(this.#settings, scheme, ["h2"]);
      this.#dialers.set(scheme, dialer);
      dialer.catch(() => this.#dialers.delete(scheme));
    }
    return dialer;
  }

  #origin(url: UrlParts, dialer: Dialer): Http2Origin {
    const key = `${url.scheme}://${url.host}`;
    let origin = this.#origins.get(key);
    if (origin === undefined) {
      const destination = { ...hostAndPort(url), secure: url.scheme === "https" };
      origin = new Http2Origin(hostHeader(url), destination, dialer, connect, this.#limits, (empty) => {
        if (this.#origins.get(key) === empty) this.#origins.delete(key);
      });
      if (this.#closed) origin.close();
      this.#origins.set(key, origin);
    }
    return origin;
  }
}
