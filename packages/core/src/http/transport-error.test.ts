import { expect, test } from "vitest";
import { transportError } from "./transport-error.js";

function failure(code: string, message = "reason"): Error {
  return Object.assign(new Error(message), { code });
}

test.each<[string, unknown, boolean | undefined, string]>([
  ["a name that does not resolve", failure("ENOTFOUND"), false, "EndpointConnectionError"],
  ["a refusal", failure("ECONNREFUSED"), false, "EndpointConnectionError"],
  [
    "a refusal, over fetch",
    new TypeError("fetch failed", { cause: failure("ECONNREFUSED") }),
    undefined,
    "EndpointConnectionError",
  ],
  ["a reset before the connection stood", failure("ECONNRESET"), false, "EndpointConnectionError"],
  ["the system's own connect timeout", failure("ETIMEDOUT"), false, "ConnectTimeoutError"],
  [
    "undici's connect timeout",
    new TypeError("fetch failed", { cause: failure("UND_ERR_CONNECT_TIMEOUT") }),
    undefined,
    "ConnectTimeoutError",
  ],
  ["a reset", failure("ECONNRESET"), true, "ConnectionClosedError"],
  ["a broken pipe", failure("EPIPE"), true, "ConnectionClosedError"],
  ["a connection that timed out", failure("ETIMEDOUT"), true, "ConnectionClosedError"],
  ["Bun's closed connection", failure("ConnectionClosed"), undefined, "ConnectionClosedError"],
  ["what is not HTTP", failure("HPE_INVALID_CONSTANT"), true, "ConnectionClosedError"],
  ["an unknown authority", failure("UNABLE_TO_VERIFY_LEAF_SIGNATURE"), false, "SSLError"],
  ["an expired certificate", failure("CERT_HAS_EXPIRED"), false, "SSLError"],
  ["another host's certificate", failure("ERR_TLS_CERT_ALTNAME_INVALID"), false, "SSLError"],
  ["an alert", failure("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED"), true, "SSLError"],
  ["a protocol mix-up", failure("EPROTO"), false, "SSLError"],
  ["a browser's silence", new TypeError("Failed to fetch"), undefined, "EndpointConnectionError"],
  [
    "Deno's words for a reset",
    new TypeError("Connection reset by peer (os error 104)"),
    undefined,
    "ConnectionClosedError",
  ],
  ["Deno's words for a broken body", new TypeError("error reading a body"), true, "ConnectionClosedError"],
  ["Deno's words for a certificate", new TypeError("invalid peer certificate: UnknownIssuer"), undefined, "SSLError"],
  ["anything else", failure("EMFILE"), true, "HTTPClientError"],
  ["what is no error", "odd", true, "HTTPClientError"],
])("%s is named", (_, cause, connected, name) => {
  const error = transportError(cause, { host: "host:443", doing: "waiting", connected });
  expect(error).toMatchObject({ name, cause });
  expect(error.message).toMatch(/host:443.*waiting/);
});

test("the reasons of all addresses that were tried are told", () => {
  const cause = Object.assign(
    new AggregateError([failure("ECONNREFUSED", "::1 refused"), failure("ECONNREFUSED", "127.0.0.1 refused")]),
    {
      code: "ECONNREFUSED",
    },
  );
  expect(transportError(cause, { host: "localhost:1", doing: "connecting", connected: false }).message).toBe(
    "Could not connect to localhost:1: ::1 refused; 127.0.0.1 refused (while connecting). Check region, endpoint and network.",
  );
});

test("only a certificate that could be trusted gets the advice to do so", () => {
  const told = (code: string): string =>
    transportError(failure(code), { host: "h", doing: "x", connected: false }).message;
  expect(told("SELF_SIGNED_CERT_IN_CHAIN")).toContain("tls.ca");
  expect(told("ERR_TLS_CERT_ALTNAME_INVALID")).not.toContain("tls.ca");
});
