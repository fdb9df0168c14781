import type { Credential } from "@inia/local-aws";

/** A request as it went out; its body is bytes. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** What is wrong with a changed request, for whoever verifies it. `covered by TLS only`: nothing that is signed. */
export type Fault =
  | "mismatch"
  | "not signed"
  | "key"
  | "token"
  | "date"
  | "scope"
  | "payload"
  | "parameter"
  | "covered by TLS only";

/** A request that was changed in one place after it was signed. */
export interface Mutant {
  /** What was changed: the row of the table. */
  readonly place: string;
  readonly fault: Fault;
  readonly request: SentRequest;
}

/** Changes a request that was signed in headers in every place that a signature covers, and in those it does not. */
export function mutantsOf(request: SentRequest, { sessionToken }: Credential): Mutant[] {
  const authorization = headerOf(request, "authorization");
  const [, signedNames = ""] = /SignedHeaders=([^,]+)/.exec(authorization) ?? [];
  const signed = new Set(signedNames.split(";"));
  const headers = Object.keys(request.headers).filter((name) => name.toLowerCase() !== "authorization");
  return [
    { place: "method", fault: "mismatch", request: { ...request, method: request.method === "PUT" ? "POST" : "PUT" } },
    ...urlMutants(request),
    ...headers.flatMap((name) => headerMutants(request, name, signed)),
    { place: "signed header", fault: "mismatch", request: withHeader(request, "host", "localhost") },
    { place: "header added", fault: "not signed", request: withHeader(request, "x-amz-added", "1") },
    ...(sessionToken === undefined
      ? [{ place: "session token", fault: "not signed", request: withHeader(request, TOKEN, "t") } as const]
      : []),
    ...bodyMutants(request),
    ...authorizationMutants(request, authorization),
  ];
}

/** Changes a presigned URL in each character that can become another one. */
export function urlMutantsOf(request: SentRequest): Mutant[] {
  const { head, pairs, path } = cutUrl(request.url);
  const fewer = pairs.map((pair) => ({
    place: "parameter left out",
    text: pairs.filter((other) => other !== pair).join("&"),
  }));
  const values = pairs.flatMap((pair, index) =>
    flips(pair).map((text) => ({
      place: authenticationPlaces[pair.slice(0, pair.indexOf("="))] ?? "query",
      text: [...pairs.slice(0, index), text, ...pairs.slice(index + 1)].join("&"),
    })),
  );
  return [
    ...pathFlips(path).map((text) => changed("path", "mismatch", `${head}${text}?${pairs.join("&")}`)),
    ...[...fewer, ...values].map(({ place, text }) => changed(place, "parameter", `${head}${path}?${text}`)),
    changed("parameter added", "mismatch", `${request.url}&added=1`),
    { place: "host", fault: "mismatch", request: withHeader(request, "host", "localhost") },
    { place: "method", fault: "mismatch", request: { ...request, method: request.method === "PUT" ? "POST" : "PUT" } },
    // Who presigns for S3 does not know the body that will be sent.
    request.url.includes("%2Fs3%2Faws4_request")
      ? { place: "body, not hashed", fault: "covered by TLS only", request: { ...request, body: Buffer.from("b") } }
      : { place: "body", fault: "mismatch", request: { ...request, body: Buffer.from("b") } },
  ];

  function changed(place: string, fault: Fault, url: string): Mutant {
    return { place, fault, request: { ...request, url } };
  }
}

function urlMutants(request: SentRequest): Mutant[] {
  const { head, pairs, path } = cutUrl(request.url);
  const query = pairs.join("&");
  const end = query && `?${query}`;
  const queries = flips(query);
  return [
    ...pathFlips(path).map(
      (text): Mutant => ({ place: "path", fault: "mismatch", request: atUrl(`${head}${text}${end}`) }),
    ),
    ...queries.map((text): Mutant => ({ place: "query", fault: "mismatch", request: atUrl(`${head}${path}?${text}`) })),
    {
      place: "parameter added",
      fault: "mismatch",
      request: atUrl(`${head}${path}?${query && `${query}&`}added=1`),
    },
  ];

  function atUrl(url: string): SentRequest {
    return { ...request, url };
  }
}

function headerMutants(request: SentRequest, name: string, signed: ReadonlySet<string>): Mutant[] {
  const lowerCase = name.toLowerCase();
  if (notEndToEnd.has(lowerCase)) return [];
  const values = flips(request.headers[name]!, 6);
  if (!signed.has(lowerCase)) return values.map((value) => mutant("unsigned header", "covered by TLS only", value));
  if (lowerCase === "x-amz-date") return values.map((value) => mutant("date", "date", value));
  if (lowerCase === TOKEN) return values.map((value) => mutant("session token", "token", value));
  const fault = lowerCase === "x-amz-content-sha256" ? "payload" : "mismatch";
  return values.map((value) => mutant("signed header", fault, value));

  function mutant(place: string, fault: Fault, value: string): Mutant {
    return { place, fault, request: withHeader(request, name, value) };
  }
}

/** A body whose hash is not declared is not signed: over https, where TLS covers it and S3 compares a checksum. */
function bodyMutants(request: SentRequest): Mutant[] {
  const { body } = request;
  if (body === undefined || body.length === 0) return [];
  const declared = headerOf(request, "x-amz-content-sha256");
  const isUnsigned = declared.includes("UNSIGNED");
  const fault = isUnsigned ? "covered by TLS only" : declared === "" ? "mismatch" : "payload";
  // The frame of chunks is no data: it starts with the length of the first.
  const start = declared.startsWith("STREAMING") ? Buffer.from(body).indexOf("\r\n") + 2 : 0;
  const end = declared.startsWith("STREAMING")
    ? start + Number.parseInt(Buffer.from(body).toString("latin1"), 16)
    : body.length;
  return spread(start, end, 8).map((index) => {
    const flipped = Uint8Array.from(body);
    flipped[index]! ^= 1;
    return { place: isUnsigned ? "body, not hashed" : "body", fault, request: { ...request, body: flipped } };
  });
}

function authorizationMutants(request: SentRequest, authorization: string): Mutant[] {
  const parts = /Credential=([^/]+)\/(\d+)\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/;
  const [, key = "", date = "", region = "", service = "", names = "", signature = ""] =
    parts.exec(authorization) ?? [];
  const others = names.split(";").slice(1).join(";");
  return [
    ...flips(key).map((text) => mutant("access key", "key", `Credential=${key}`, `Credential=${text}`)),
    ...flips(date).map((text) => mutant("date in the scope", "scope", `/${date}/`, `/${text}/`)),
    ...flips(region).map((text) => mutant("region in the scope", "scope", `/${region}/`, `/${text}/`)),
    ...flips(service).map((text) => mutant("service in the scope", "mismatch", `/${service}/`, `/${text}/`)),
    mutant("names of signed headers", "parameter", names, others),
    ...flips(signature, 32).map((text) => mutant("signature", "mismatch", signature, text)),
  ];

  function mutant(place: string, fault: Fault, from: string, to: string): Mutant {
    return { place, fault, request: withHeader(request, "authorization", authorization.replace(from, to)) };
  }
}

function withHeader(request: SentRequest, name: string, value: string): SentRequest {
  const others = Object.entries(request.headers).filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return { ...request, headers: { ...Object.fromEntries(others), [name]: value } };
}

function headerOf({ headers }: SentRequest, name: string): string {
  return Object.entries(headers).find(([other]) => other.toLowerCase() === name)?.[1] ?? "";
}

function cutUrl(url: string): { readonly head: string; readonly path: string; readonly pairs: readonly string[] } {
  const [, head = "", path = "", query = ""] = /^(https?:\/\/[^/]+)([^?]*)\??(.*)$/.exec(url) ?? [];
  return { head, path, pairs: query.split("&").filter((pair) => pair !== "") };
}

/** A path that is a slash has no bit that can change: a segment is added. */
function pathFlips(path: string): string[] {
  return path === "/" ? ["/a"] : flips(path);
}

/** The same text with one bit changed, at up to `most` places: each becomes another character that stands for itself. */
function flips(text: string, most = 12): string[] {
  const places = [...text].flatMap((character, index) => {
    const flipped = flip(character);
    return flipped === undefined ? [] : [text.slice(0, index) + flipped + text.slice(index + 1)];
  });
  return spread(0, places.length, most).map((index) => places[index]!);
}

function flip(character: string): string | undefined {
  if (!unreserved.test(character)) return undefined;
  const others = [1, 2, 4, 8, 16].map((bit) => String.fromCharCode(character.charCodeAt(0) ^ bit));
  return others.find((other) => unreserved.test(other));
}

/** Up to `most` whole numbers from `start` to before `end`, the first and the last among them. */
function spread(start: number, end: number, most: number): number[] {
  const count = Math.min(most, end - start);
  return Array.from(
    { length: count },
    (_, index) => start + Math.floor((index * (end - start - 1)) / Math.max(1, count - 1)),
  );
}

const authenticationPlaces: Readonly<Record<string, string>> = {
  "X-Amz-Algorithm": "algorithm",
  "X-Amz-Credential": "access key and scope",
  "X-Amz-Date": "date",
  "X-Amz-Expires": "expiry",
  "X-Amz-Security-Token": "session token",
  "X-Amz-Signature": "signature",
  "X-Amz-SignedHeaders": "names of signed headers",
};
const TOKEN = "x-amz-security-token";
const unreserved = /^[A-Za-z0-9._~-]$/;
/** What a connection or the framing of its messages is about cannot be changed alone. */
const notEndToEnd: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "transfer-encoding",
]);
