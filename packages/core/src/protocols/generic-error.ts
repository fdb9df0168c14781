import type { ParsableResponse, ParsedError } from "./protocol.js";

/**
 * What is left to say about an error whose body says nothing: the status as the code, its phrase as the message.
 *
 * @see botocore parsers.py, ResponseParser._do_generic_error_parse
 */
export function parseStatusError(response: ParsableResponse, requestId: string | undefined): ParsedError {
  const Code = String(response.status);
  const Message = reasonPhrases[response.status] ?? response.reason ?? "";
  return { error: { Code, Message }, members: () => ({}), requestId };
}

/** Whether a gateway answered rather than the service: 5xx with an empty or HTML body. */
export function isGenericError(response: ParsableResponse): boolean {
  if (response.status < 500) return false;
  let at = 0;
  while (at < response.body.length && isSpace(response.body[at]!)) at++;
  return at === response.body.length || String.fromCharCode(...response.body.subarray(at, at + 6)) === "<html>";
}

function isSpace(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}

/** Phrases as Python 3.11's `http.client.responses` has them, which botocore's messages show. */
const reasonPhrases: Readonly<Record<number, string>> = {
  300: "Multiple Choices",
  301: "Moved Permanently",
  302: "Found",
  303: "See Other",
  304: "Not Modified",
  305: "Use Proxy",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  407: "Proxy Authentication Required",
  408: "Request Timeout",
  409: "Conflict",
  410: "Gone",
  411: "Length Required",
  412: "Precondition Failed",
  413: "Request Entity Too Large",
  414: "Request-URI Too Long",
  415: "Unsupported Media Type",
  416: "Requested Range Not Satisfiable",
  417: "Expectation Failed",
  421: "Misdirected Request",
  422: "Unprocessable Entity",
  423: "Locked",
  424: "Failed Dependency",
  425: "Too Early",
  426: "Upgrade Required",
  428: "Precondition Required",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  451: "Unavailable For Legal Reasons",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
  505: "HTTP Version Not Supported",
  507: "Insufficient Storage",
  508: "Loop Detected",
  511: "Network Authentication Required",
};
