import type { IncomingMessage, request as startRequest } from "node:http";
import type { Socket } from "node:net";
import { InvalidConfigError, InvalidProxiesConfigError } from "../errors/config.js";
import { ProxyConnectionError, SSLError } from "../errors/http.js";
import { createDialer, type Destination, type Dial, type Dialed, type Dialer, readPem } from "./connect.node.js";
import type { HttpHandlerSettings, TlsSettings } from "./handler-settings.js";
import { errorText, transportError } from "./transport-error.js";
import { authorityOf } from "./url.js";

/**
 * Opens connections to or through a proxy: https goes through a tunnel that the proxy is asked for (`CONNECT`), http
 * is for the proxy to forward. So is https where `useForwardingForHttps` says so and the proxy's own URL is https.
 *
 * @throws {@link InvalidProxiesConfigError} when the URL is none, or what `proxiesConfig` names cannot be used.
 * @see botocore httpsession.py, URLLib3Session
 */
export async function createProxyDialer(
  settings: HttpHandlerSettings,
  scheme: "http" | "https",
  url: string,
  protocols?: readonly string[],
): Promise<Dialer> {
  const proxy = readProxy(url, scheme);
  const toProxy = await dialerTo(proxy, settings);
  const forwards = scheme === "http" || (proxy.destination.secure && settings.proxiesConfig?.useForwardingForHttps);
  // Proxies forward requests of HTTP/1 only.
  if (forwards && !protocols?.includes("h2")) {
    const forward: Dialer = (_, done) => toProxy(proxy.destination, done);
    return Object.assign(forward, {
      forwarding: {
        authorization: proxy.authorization,
        refused: (response: IncomingMessage) => refusal(proxy, response),
      },
    });
  }
  const [{ request }, handshake] = await Promise.all([
    import("node:http"),
    scheme === "https" ? createDialer(settings, true, protocols) : undefined,
  ]);
  return (to, done) => new TunnelDial(proxy, to, done, { toProxy, request, handshake });
}

interface Proxy {
  /** Scheme, host and port: what may be shown. */
  readonly name: string;
  readonly destination: Destination;
  /** The value of `Proxy-Authorization`. */
  readonly authorization: string | undefined;
}

interface TunnelSteps {
  readonly toProxy: Dialer;
  readonly request: typeof startRequest;
  /** Missing where nothing is encrypted. */
  readonly handshake: Dialer | undefined;
}

/** Three steps: a connection to the proxy, the tunnel, and TLS with the server at its end. */
class TunnelDial implements Dial {
  #step: Dial;

  constructor(proxy: Proxy, to: Destination, done: Dialed, { toProxy, request, handshake }: TunnelSteps) {
    this.#step = toProxy(proxy.destination, (error, connection) => {
      if (connection === undefined) return done(error, undefined);
      this.#step = openTunnel(proxy, to, connection, request, (refused) => {
        if (refused !== undefined || handshake === undefined) return done(refused, refused ? undefined : connection);
        const dial = handshake(to, done, connection);
        dial.doing = `in the TLS handshake, through the proxy ${proxy.name}`;
        this.#step = dial;
      });
    });
  }

  get doing(): string {
    return this.#step.doing;
  }

  cancel(): void {
    this.#step.cancel();
  }
}

function openTunnel(
  proxy: Proxy,
  { hostname, port }: Destination,
  connection: Socket,
  startRequest: TunnelSteps["request"],
  done: (refused: Error | undefined) => void,
): Dial {
  const doing = `waiting for the proxy ${proxy.name} to open a tunnel`;
  const authority = authorityOf(hostname, port);
  const request = startRequest({
    method: "CONNECT",
    path: authority,
    setHost: false,
    createConnection: () => connection,
  });
  request.removeHeader("connection");
  request.setHeader("Host", authority);
  if (proxy.authorization) request.setHeader("Proxy-Authorization", proxy.authorization);
  let settled = false;
  const settle = (refused: Error | undefined): void => {
    if (settled) return;
    settled = true;
    if (refused !== undefined) connection.destroy();
    done(refused);
  };
  const fail = (cause: unknown): void => {
    settle(
      new ProxyConnectionError(`The proxy ${proxy.name} opened no tunnel to ${authority}: ${errorText(cause)}`, {
        cause,
      }),
    );
  };
  request.once("connect", (response, _, head) => {
    const status = response.statusCode!;
    if (status < 200 || status > 299) return settle(refusal(proxy, response, authority));
    if (head.byteLength > 0) connection.unshift(head);
    settle(undefined);
  });
  request.on("error", fail);
  request.once("close", () => fail("it closed the connection without an answer"));
  request.end();
  return {
    doing,
    cancel() {
      settled = true;
      connection.destroy();
    },
  };
}

function refusal(proxy: Proxy, response: IncomingMessage, authority?: string): ProxyConnectionError {
  const { statusCode, statusMessage, headers } = response;
  const answer = statusMessage ? `${statusCode} ${statusMessage}` : `${statusCode}`;
  if (statusCode !== 407) {
    return new ProxyConnectionError(`The proxy ${proxy.name} refused a tunnel to ${authority}: it answered ${answer}.`);
  }
  const schemes = authSchemes(headers["proxy-authenticate"]);
  let advice = "Put user and password into its URL: http://user:password@host:port.";
  if (proxy.authorization) advice = "It did not accept the user and password of its URL.";
  if (schemes.length > 0 && !schemes.some((name) => /^basic$/i.test(name))) {
    advice = `It takes ${schemes.join(", ")}; only Basic is supported.`;
  }
  return new ProxyConnectionError(`The proxy ${proxy.name} asks for authentication (${answer}). ${advice}`);
}

/** `Negotiate, Basic realm="x", charset="UTF-8"` offers two. */
function authSchemes(challenges: string | readonly string[] = []): string[] {
  return [challenges]
    .flat()
    .flatMap((line) => line.split(","))
    .map((part) => part.trim().split(" ")[0]!)
    .filter((name) => name !== "" && !name.includes("="));
}

/** Opens connections to the proxy itself; its errors name it. */
async function dialerTo(proxy: Proxy, settings: HttpHandlerSettings): Promise<Dialer> {
  const { secure } = proxy.destination;
  const tls = await tlsOf(settings);
  const dialer = await createDialer({ ...settings, tls }, secure, ["http/1.1"]).catch((cause: unknown) => {
    if (!settings.proxiesConfig || !(cause instanceof SSLError)) throw cause;
    throw new InvalidProxiesConfigError(`proxiesConfig cannot be used: ${errorText(cause.cause)}`, { cause });
  });
  return (to, done) => {
    const dial = dialer(to, (error, socket) => {
      if (socket !== undefined) done(undefined, socket);
      else done(unreachable(proxy, dial.doing, error), undefined);
    });
    return {
      get doing() {
        return `connecting to the proxy ${proxy.name} (${dial.doing})`;
      },
      cancel: () => dial.cancel(),
    };
  };
}

function unreachable(proxy: Proxy, doing: string, cause: unknown): ProxyConnectionError {
  const isTls = transportError(cause, { host: "", doing: "", connected: false }) instanceof SSLError;
  const advice = isTls
    ? "Is it spoken to with http, not https? To trust its authority, name it in proxiesConfig.caBundle."
    : "Check `proxies`, or HTTPS_PROXY, HTTP_PROXY and NO_PROXY.";
  return new ProxyConnectionError(
    `Could not connect to the proxy ${proxy.name}: ${errorText(cause)} (while ${doing}). ${advice}`,
    { cause },
  );
}

/** A proxy has its own certificates; without any, the client's trust holds for it, but not the client's identity. */
async function tlsOf({ tls, proxiesConfig = {} }: HttpHandlerSettings): Promise<TlsSettings> {
  const { caBundle, clientCert } = proxiesConfig;
  const [cert, key] = typeof clientCert === "string" ? [clientCert] : (clientCert ?? []);
  try {
    return {
      verify: caBundle === undefined ? tls?.verify : true,
      ca: (await readPem(caBundle, "proxiesConfig.caBundle")) ?? tls?.ca,
      cert: await readPem(cert, "proxiesConfig.clientCert"),
      key: await readPem(key, "proxiesConfig.clientCert"),
    };
  } catch (cause) {
    if (!(cause instanceof InvalidConfigError)) throw cause;
    throw new InvalidProxiesConfigError(cause.message, { cause: cause.cause });
  }
}

/** Nothing of a URL is shown that cannot be read: it may hold a password. */
function readProxy(text: string, setting: string): Proxy {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== "http" && scheme !== "https") {
    throw new InvalidProxiesConfigError(
      `The proxy for ${setting} has a URL that begins with ${scheme}://; only http:// and https:// are supported.`,
    );
  }
  let url: URL;
  try {
    url = new URL(scheme === undefined ? `http://${text.replace(/^\/\//, "")}` : text);
  } catch {
    throw new InvalidProxiesConfigError(
      `The proxy for ${setting} is not a URL such as http://user:password@host:port; user and password are ` +
        "percent-encoded in it.",
    );
  }
  const { protocol, hostname, username, password } = url;
  const secure = protocol === "https:";
  const port = Number(url.port) || (secure ? 443 : 80);
  return {
    name: `${protocol}//${hostname}:${port}`,
    destination: { hostname: hostname.replace(/^\[|\]$/g, ""), port, secure },
    authorization: username
      ? `Basic ${Buffer.from(`${decoded(username)}:${decoded(password)}`).toString("base64")}`
      : undefined,
  };
}

/** A percent sign that encodes nothing stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
