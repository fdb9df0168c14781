import { IniaError } from "./inia-error.js";

/** The transport failed after a connection was made, or in a way not named otherwise. */
export class HTTPClientError extends IniaError {
  override readonly name: string = "HTTPClientError";
}

/** The connection ended before the whole answer was there. */
export class ConnectionClosedError extends HTTPClientError {
  override readonly name: string = "ConnectionClosedError";
}

/** Nothing was received for `readTimeoutMs`. */
export class ReadTimeoutError extends HTTPClientError {
  override readonly name: string = "ReadTimeoutError";
}

/** The body broke while it was being read. */
export class ResponseStreamingError extends HTTPClientError {
  override readonly name: string = "ResponseStreamingError";
}

/** No connection could be made. */
export class ConnectionError extends IniaError {
  override readonly name: string = "ConnectionError";
}

/** The endpoint could not be reached: name not resolved, refused, unreachable. */
export class EndpointConnectionError extends ConnectionError {
  override readonly name: string = "EndpointConnectionError";
}

/** TLS failed: certificate, handshake or trust. */
export class SSLError extends ConnectionError {
  override readonly name: string = "SSLError";
}

/** No connection was made within `connectTimeoutMs`, waiting for the pool included. */
export class ConnectTimeoutError extends ConnectionError {
  override readonly name: string = "ConnectTimeoutError";
}

/** The proxy could not be reached or refused the tunnel. */
export class ProxyConnectionError extends ConnectionError {
  override readonly name: string = "ProxyConnectionError";
}

/** One attempt took longer than `attemptTimeoutMs`. */
export class AttemptTimeoutError extends HTTPClientError {
  override readonly name: string = "AttemptTimeoutError";
}

/** The call, with all attempts and waits, took longer than `callTimeoutMs`. */
export class CallTimeoutError extends IniaError {
  override readonly name: string = "CallTimeoutError";
}

/** Too many calls wait for a connection; the message tells how many bodies are unread. */
export class PoolExhaustedError extends ConnectionError {
  override readonly name: string = "PoolExhaustedError";
}
