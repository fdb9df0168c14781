import { createServer, type IncomingMessage, type ServerResponse, request as sendRequest } from "node:http";
import { type ListeningServer, listen } from "./listen.js";

/**
 * A server in front of `target` that lets pages of other origins in, as strictly as a bucket's rules would. It passes
 * requests on byte for byte, `Host` included: the signatures stay good.
 */
export function startCorsProxy(target: string): Promise<ListeningServer> {
  const { hostname, port: targetPort } = new URL(target);
  const server = createServer((request, response) => {
    if (request.method === "OPTIONS") return answerPreflight(request, response);
    const { method, url: path, rawHeaders: headers } = request;
    const forwarded = sendRequest({ hostname, port: targetPort, method, path, headers, setHost: false }, (answer) => {
      for (const [name, values] of Object.entries(answer.headersDistinct)) response.setHeader(name, values!);
      for (const [name, value] of allowed(request)) response.setHeader(name, value);
      response.writeHead(answer.statusCode!, answer.statusMessage);
      answer.pipe(response);
    });
    forwarded.on("error", () => response.destroy());
    request.pipe(forwarded);
  });
  return listen(server);
}

/** 403 for a method or a header that is not on the list: the browser then sends nothing. */
function answerPreflight({ headers }: IncomingMessage, response: ServerResponse): void {
  const method = headers["access-control-request-method"] ?? "";
  const names = (headers["access-control-request-headers"] ?? "").split(",").map((name) => name.trim().toLowerCase());
  const refused = names.filter((name) => name !== "" && !allowedHeaders.some((pattern) => pattern.test(name)));
  if (!allowedMethods.includes(method) || refused.length > 0) {
    response.writeHead(403).end(`not allowed: ${method} ${refused.join(", ")}`);
    return;
  }
  response.writeHead(200, {
    "access-control-allow-origin": headers.origin ?? "*",
    "access-control-allow-methods": allowedMethods.join(", "),
    "access-control-allow-headers": names.join(", "),
  });
  response.end();
}

function allowed({ headers }: IncomingMessage): (readonly [name: string, value: string])[] {
  return [
    ["access-control-allow-origin", headers.origin ?? "*"],
    ["access-control-expose-headers", exposedHeaders.join(", ")],
  ];
}

// What a bucket for a web page usually allows.
const allowedMethods: readonly string[] = ["GET", "HEAD", "PUT", "POST", "DELETE"];
const allowedHeaders: readonly RegExp[] = [
  /^authorization$/,
  /^content-(type|md5)$/,
  /^range$/,
  // Ranges of one version: transfers ask for them.
  /^if-match$/,
  /^x-amzn?-/,
  /^amz-sdk-/,
];
const exposedHeaders: readonly string[] = [
  "etag",
  "content-range",
  "x-amz-request-id",
  "x-amzn-requestid",
  "x-amzn-query-error",
  "x-amz-meta-river",
  "x-amz-checksum-crc32",
  "x-amz-checksum-crc32c",
  "x-amz-checksum-crc64nvme",
  "x-amz-checksum-sha1",
  "x-amz-checksum-sha256",
  "x-amz-checksum-type",
];
