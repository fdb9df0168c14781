import type { AwsCredentials, SigningContext } from "@inia/core/auth";
import type { HttpRequest } from "@inia/core/http";
import fc from "fast-check";

/** A request to sign: what both sides are given, as JSON. */
export interface SigningRow {
  readonly signer: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** In base64. */
  readonly body?: string;
  /** A form; botocore takes it as a dict, we as bytes. */
  readonly form?: Readonly<Record<string, string>>;
  readonly credentials: Pick<AwsCredentials, "accessKeyId" | "secretAccessKey" | "sessionToken">;
  readonly service: string;
  readonly region: string;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly expiresIn: number;
  readonly authPath?: string;
  readonly context: Pick<
    SigningContext,
    "unsignedPayload" | "payloadSigningEnabled" | "streamingInput" | "checksumHeader" | "trailer"
  >;
}

/**
 * Requests as odd as a signer may meet them. What differs by kind of signer: S3's takes the body of a presigned
 * request for the later sender's, SigV2 signs a form, SigV4a has a set of regions. For SigV4a botocore calls awscrt,
 * which refuses malformed escapes, takes `:/` for the end of a scheme, leaves methods as they are written, and knows
 * ASCII's white space only; and botocore signs a declared hash into a URL that does not declare it.
 */
export function randomRow(signer: string): fc.Arbitrary<SigningRow> {
  const isQuery = signer.endsWith("-query");
  const isS3 = signer.startsWith("s3");
  const isCrt = signer.includes("v4a");
  const body = isQuery ? (isS3 ? noBody : fc.oneof(noBody, jsonBody, formBody)) : fc.oneof(noBody, bytesBody);
  return fc
    .record({
      method: fc.constantFrom("GET", "PUT", "POST", "HEAD", "DELETE", isCrt ? "PATCH" : "patch"),
      // SigV2 in botocore signs a user in the URL too, which no server gets to see.
      origin: signer === "v2" ? origin.map((text) => text.replace("user:pass@", "")) : origin,
      path: isCrt ? path.filter((text) => !/[:[\]]/.test(text)) : isS3 ? path : fc.oneof(path, fc.constant("")),
      query: fc.option(isCrt ? query.filter(isForCrt) : query, { nil: undefined, freq: 4 }),
      headers: fc.dictionary(
        isCrt && isQuery ? headerName.filter(isNoHash) : headerName,
        isCrt ? headerValue.map(withAsciiSpaces) : headerValue,
        { maxKeys: 6, noNullPrototype: true },
      ),
      body: signer === "v2" ? formBody : body,
      credentials,
      service: fc.constantFrom(...(isS3 ? ["s3", "s3-outposts"] : ["sqs", "execute-api", "monitoring"])),
      region: isCrt ? regionSet : fc.constantFrom("us-east-1", "eu-west-3", "aws-global"),
      time: fc.integer({ min: 946_684_800, max: 4_102_444_799 }).map((seconds) => seconds * 1000),
      expiresIn: fc.integer({ min: 1, max: 604_800 }),
      authPath: fc.option(path, { nil: undefined, freq: 3 }),
      // Presigning knows nothing of the operation.
      context: isQuery ? fc.constant({}) : context,
    })
    .map(({ authPath, body, headers, origin, path, query, ...rest }) => ({
      signer,
      ...rest,
      ...body.content,
      url: `${origin}${path}${query === undefined ? "" : `?${query}`}`,
      headers: withoutRepeatedNames(Object.entries({ ...headers, ...body.headers })),
      ...(authPath !== undefined && /^s3(-query)?$/.test(signer) && { authPath }),
    }));
}

/** The request of a row as our signers take it. */
export function requestOf({ body, form, headers, method, url }: SigningRow): HttpRequest {
  const bytes = form ? Buffer.from(new URLSearchParams(form).toString()) : body && Buffer.from(body, "base64");
  return { method, url, headers: { ...headers }, ...(bytes && { body: bytes }) };
}

function isForCrt(query: string): boolean {
  try {
    decodeURIComponent(query);
  } catch {
    return false;
  }
  return !query.includes(":/");
}

function isNoHash(name: string): boolean {
  return name.toLowerCase() !== "x-amz-content-sha256";
}

function withAsciiSpaces(text: string): string {
  return text.replace(/[^\S\t ]|\x85/g, "_");
}

/** Names that differ in case only are one header, and botocore's dict of headers has it once. */
function withoutRepeatedNames(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(new Map(pairs.map((pair) => [pair[0].toLowerCase(), pair])).values());
}

interface Body {
  readonly content: Pick<SigningRow, "body" | "form">;
  readonly headers: Readonly<Record<string, string>>;
}

const noBody: fc.Arbitrary<Body> = fc.constant({ content: {}, headers: {} });

const bytesBody: fc.Arbitrary<Body> = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => ({
  content: { body: Buffer.from(bytes).toString("base64") },
  headers: {},
}));

const text = fc.string({ unit: "grapheme", maxLength: 8 }).map((value) => value.toWellFormed());

// What botocore itself does not sign to a purpose is left out: where all members are empty lists it leaves a lone `&`,
// numbers with a fraction and nested members are written as Python prints them. Names that are integers come first in
// JavaScript's objects; no operation has any.
const jsonBody: fc.Arbitrary<Body> = fc
  .dictionary(
    fc.stringMatching(/^[A-Za-z][A-Za-z0-9.]{0,6}$/),
    fc.oneof(
      text,
      fc.boolean(),
      fc.constant(null),
      fc.maxSafeInteger(),
      fc.array(text, { minLength: 1, maxLength: 3 }),
    ),
    { minKeys: 1, maxKeys: 4, noNullPrototype: true },
  )
  .map((value) => ({
    content: { body: Buffer.from(JSON.stringify(value)).toString("base64") },
    headers: { "Content-Type": "application/x-amz-json-1.0" },
  }));

const formBody: fc.Arbitrary<Body> = fc
  .dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z0-9.]{0,6}$/), text, {
    minKeys: 1,
    maxKeys: 4,
    noNullPrototype: true,
  })
  .map((form) => ({
    content: { form },
    headers: { "Content-Type": "application/x-www-form-urlencoded; charset=utf-8" },
  }));

const origin = fc
  .tuple(
    fc.constantFrom("http", "https"),
    fc.constantFrom("", "", "", "", "", "", "", "user:pass@"),
    fc.constantFrom("sqs.us-east-1.amazonaws.com", "My-Bucket.S3.Amazonaws.com", "127.0.0.1", "[::1]", "[2001:DB8::A]"),
    fc.constantFrom("", "", ":80", ":443", ":8000"),
  )
  .map(([scheme, user, host, port]) => `${scheme}://${user}${host}${port}`);

/** A few characters of a URL: literal, escaped, both spellings of an escape, malformed and not UTF-8. */
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[A-Za-z0-9._~-]{1,4}$/) },
  { weight: 2, arbitrary: text.map(encodeURIComponent) },
  {
    weight: 2,
    arbitrary: fc.constantFrom("%2F", "%20", "%c3%a9", "%C3%A9", "%25", "%2520", "%7e", "%00", "%3f", "%E1%88%B4"),
  },
  { weight: 2, arbitrary: fc.constantFrom("!", "$", "'", "(", ")", "*", "+", ",", ";", ":", "@", "'()*") },
  {
    weight: 1,
    arbitrary: fc.constantFrom("%", "%zz", "%ff", "%e1%88", "%C3x", "a%", "é", "ሴ", "|", "^", '"', "[", "]"),
  },
);

const segment = fc.oneof(
  { weight: 6, arbitrary: fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join("")) },
  { weight: 3, arbitrary: fc.constantFrom("", ".", "..", "...", "a..", ".b") },
);

const path = fc
  .tuple(fc.array(segment, { maxLength: 5 }), fc.constantFrom("", "/"))
  .map(([segments, end]) => `/${segments.join("/")}${end}`);

const queryText = fc
  .array(fc.oneof(piece, fc.constantFrom("/", "?", "=")), { maxLength: 3 })
  .map((all) => all.join(""));
const queryName = fc.oneof(
  fc.constantFrom("a", "a", "A", "b", "prefix", "versionId", "acl", "uploadId", "X-Amz-Meta", "response-content-type"),
  fc.array(piece, { maxLength: 2 }).map((all) => all.join("")),
);
const query = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.tuple(queryName, queryText).map(([name, value]) => `${name}=${value}`) },
      { weight: 2, arbitrary: queryName.map((name) => `${name}=`) },
      { weight: 2, arbitrary: queryName },
      { weight: 1, arbitrary: fc.constant("") },
    ),
    { maxLength: 5 },
  )
  .map((pairs) => pairs.join("&"));

/** Those that signers set, skip or read, and others. */
const headerName = fc.oneof(
  fc.constantFrom(
    "Content-Type",
    "content-md5",
    "Host",
    "Date",
    "date",
    "X-Amz-Date",
    "Authorization",
    "X-Amz-Security-Token",
    "X-Amz-Content-SHA256",
    "x-amz-checksum-crc32",
    "User-Agent",
    "Expect",
    "Connection",
    "te",
    "Transfer-Encoding",
    "X-Amzn-Trace-Id",
    "Range",
  ),
  fc.stringMatching(/^[Xx]-[Aa]mz-[A-Za-z0-9_-]{1,6}$/),
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,6}$/),
);

const headerValue = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "a  b",
    "\ta\t\tb ",
    '"a   b"',
    " é ",
    "ሴ",
    "application/x-www-form-urlencoded; charset=utf-8",
  ),
  fc
    .array(fc.oneof(fc.constantFrom(" ", "  ", "\t", "\u00a0", "\u0085", "\ufeff", "\u2003", ","), text), {
      maxLength: 4,
    })
    .map((all) => all.join("")),
);

const credentials = fc.record(
  {
    accessKeyId: fc.stringMatching(/^A[KS]IA[A-Z2-7]{16}$/),
    secretAccessKey: fc.stringMatching(/^[A-Za-z0-9+/]{40}$/),
    sessionToken: fc.stringMatching(/^[A-Za-z0-9+/]{4,60}={0,2}$/),
  },
  { requiredKeys: ["accessKeyId", "secretAccessKey"] },
);

const regionSet = fc.constantFrom("*", "us-east-1", "us-east-1,eu-west-3", "us-*,eu-west-*", "*,us-gov-*");

const context = fc.record(
  {
    unsignedPayload: fc.boolean(),
    payloadSigningEnabled: fc.boolean(),
    streamingInput: fc.boolean(),
    checksumHeader: fc.constant("x-amz-checksum-crc32"),
    trailer: fc.boolean(),
  },
  { requiredKeys: [] },
);
