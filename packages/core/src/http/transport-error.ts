import {
  ConnectionClosedError,
  ConnectTimeoutError,
  EndpointConnectionError,
  HTTPClientError,
  SSLError,
} from "../errors/http.js";
import type { IniaError } from "../errors/inia-error.js";
import { hideUrls } from "./hide-urls.js";
import type { TransportFailure } from "./transport-failure.js";

/**
 * Gives a failure of the platform's transport its place in the tree of errors, by the codes that Node, Bun and Deno
 * put on theirs; `cause` keeps the original, without what follows the host in its URLs.
 */
export function transportError(cause: unknown, { host, doing, connected }: TransportFailure): IniaError {
  hideUrls(cause);
  const reason = errorText(cause);
  const code = errorCode(cause) || codeByText(cause, reason, connected);
  const options = { cause };
  if (tlsCodes.test(code)) {
    let advice = "";
    if (/SELF_SIGNED|UNABLE_TO/.test(code)) advice = ". To trust its authority, name it in tls.ca.";
    else if (/VERSION_NUMBER|PACKET_LENGTH/.test(code))
      advice = ". Does it speak TLS? For http say so in the endpoint.";
    return new SSLError(`TLS failed for ${host} while ${doing}: ${reason}${advice}`, options);
  }
  if (!connected && (code === "ETIMEDOUT" || code === "UND_ERR_CONNECT_TIMEOUT")) {
    return new ConnectTimeoutError(
      `Could not connect to ${host}: the system gave up while ${doing}: ${reason}`,
      options,
    );
  }
  if (connected === false || connectCodes.test(code)) {
    return new EndpointConnectionError(
      `Could not connect to ${host}: ${reason} (while ${doing}). Check region, endpoint and network.`,
      options,
    );
  }
  if (closedCodes.test(code)) {
    return new ConnectionClosedError(`${host} closed the connection while ${doing}: ${reason}`, options);
  }
  if (code.startsWith("HPE_")) {
    return new ConnectionClosedError(
      `${host} answered with something that is not HTTP, while ${doing}: ${reason}`,
      options,
    );
  }
  return new HTTPClientError(`The request to ${host} failed while ${doing}: ${reason}`, options);
}

// botocore has these as EndpointConnectionError: the name does not resolve, or nobody listens.
const connectCodes: RegExp =
  /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ConnectionRefused|FailedToOpenSocket)$/;

const closedCodes: RegExp = /^(ECONNRESET|EPIPE|ECONNABORTED|ETIMEDOUT|ConnectionClosed|UND_ERR_SOCKET)$/;

// OpenSSL's errors, its verdicts on certificates (X509_V_ERR_…), and Node's own check of the host name.
const tlsCodes: RegExp =
  /^(EPROTO|ERR_SSL_|ERR_TLS_|ERR_OSSL_)|CERT|SELF_SIGNED|UNABLE_TO_|CRL_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)/;

/** `fetch` hides the reason one or two causes down. */
function errorCode(error: unknown): string {
  for (let current = error, depth = 0; current instanceof Error && depth < 4; current = current.cause, depth++) {
    const { code } = current as { code?: unknown };
    if (typeof code === "string") return code;
  }
  return "";
}

/** Browsers say no more than that it was a TypeError; Deno says it in words. */
function codeByText(error: unknown, text: string, connected: boolean | undefined): string {
  if (!(error instanceof TypeError)) return "";
  if (/certificate/i.test(text)) return "CERT";
  return connected || /reset by peer|broken pipe|connection closed/i.test(text) ? "ECONNRESET" : "ECONNREFUSED";
}

/** What happened, in the platform's words. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // OpenSSL's own text is `C0F69F227B7F0000:error:0A00010B:SSL routines:…`, with a line end.
  const { library, reason } = error as { library?: unknown; reason?: unknown };
  if (library !== undefined && typeof reason === "string") return reason;
  // Node tries all addresses of a host: its AggregateError has an empty message.
  const { errors } = error as { errors?: unknown };
  if (Array.isArray(errors) && errors[0] instanceof Error) return errors.map(errorText).join("; ");
  const inner = error.cause instanceof Error ? errorText(error.cause) : "";
  return inner && error.message !== inner ? `${error.message}: ${inner}` : error.message || error.name;
}
