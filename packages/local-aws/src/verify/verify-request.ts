import { type Credential, CredentialStore } from "../credentials.js";
import { parseQuery, queryMap, splitTarget } from "../uri.js";
import { AuthFailure } from "./auth-failure.js";
import { type Authorization, readAuthorization } from "./authorization.js";
import { canonicalRequest, type PathStyle } from "./canonical-request.js";
import { declaredPayload, type PayloadRule } from "./payload.js";
import { isSameSignature, sha256Hex, signatureOf, signingKey, stringToSign } from "./signature.js";
import { headerValue, type SignedRequest } from "./signed-request.js";

/** What a verifier accepts. */
export interface VerifyOptions {
  readonly credentials: CredentialStore | readonly Credential[];
  /** The only service that a scope may name. Default: any. */
  readonly service?: string | undefined;
  /** The only region that a scope may name. Default: any. */
  readonly region?: string | undefined;
  /** Epoch milliseconds. Default: `Date.now`. */
  readonly clock?: (() => number) | undefined;
  /** How far a request's time may be off. Default: 15 minutes. */
  readonly maxSkewMs?: number | undefined;
  /** By default `s3` for scopes of S3's services, `normalized` for all others. */
  readonly pathStyle?: PathStyle | undefined;
  /** `x-amz-*` headers that need not be signed. Default: none. */
  readonly unsignedHeaders?: readonly string[] | undefined;
  /** The body, where it must be hashed because the request does not declare a hash. Default: empty. */
  readonly body?: Uint8Array | undefined;
}

/** A request whose head was signed by someone known. The body is still to be held against {@link payload}. */
export interface VerifiedRequest {
  readonly credential: Credential;
  readonly authorization: Authorization;
  readonly payload: PayloadRule;
  readonly signingKey: Buffer;
  readonly canonicalRequest: string;
  readonly stringToSign: string;
}

/**
 * Verifies the SigV4 signature of a request's head from its wire form: header or presigned form, scope, time, token,
 * signed headers and declared payload hash.
 *
 * @throws {@link AuthFailure} with the first thing that does not hold.
 */
export function verifyRequest(request: SignedRequest, options: VerifyOptions): VerifiedRequest {
  const nowMs = (options.clock ?? Date.now)();
  const target = splitTarget(request.target);
  const query = parseQuery(target.query);
  const authorization = readAuthorization(request, query);
  const service = options.service ?? authorization.scope.service;
  const isS3 = HASH_RULES.has(service);

  checkScope(authorization, options);
  checkTime(authorization, nowMs, options.maxSkewMs ?? DEFAULT_MAX_SKEW_MS, isS3);
  checkSignedHeaders(request, authorization, options.unsignedHeaders ?? []);
  const credential = findCredential(authorization, options.credentials);

  const declared = headerValue(request.headers, "x-amz-content-sha256") ?? queryMap(query).get("X-Amz-Content-Sha256");
  const body = options.body ?? new Uint8Array(0);
  const payload = declaredPayload(authorization.form, declared, HASH_RULES.get(service), () => sha256Hex(body));
  const canonical = canonicalRequest(request, {
    path: target.path,
    query,
    signedHeaders: authorization.signedHeaders,
    payloadHash: payload.hash,
    pathStyle: options.pathStyle ?? (isS3 ? "s3" : "normalized"),
  });
  const toSign = stringToSign(authorization.timestamp, authorization.scope, canonical);
  const key = signingKey(credential.secretAccessKey, authorization.scope);
  if (!isSameSignature(signatureOf(key, toSign), authorization.signature)) {
    throw new AuthFailure({
      kind: "signature-mismatch",
      accessKeyId: authorization.accessKeyId,
      signature: authorization.signature,
      stringToSign: toSign,
      canonicalRequest: canonical,
    });
  }
  if (credential.expiresAt !== undefined && credential.expiresAt <= nowMs) {
    throw new AuthFailure({ kind: "expired-token", token: credential.sessionToken ?? "" });
  }
  return {
    credential,
    authorization,
    payload: payload.rule,
    signingKey: key,
    canonicalRequest: canonical,
    stringToSign: toSign,
  };
}

function checkScope({ form, scope, timestamp }: Authorization, { service, region }: VerifyOptions): void {
  const expected = { terminator: "aws4_request", date: timestamp.slice(0, 8), region, service };
  for (const part of ["terminator", "service", "region", "date"] as const) {
    const value = expected[part];
    if (value !== undefined && scope[part] !== value) {
      throw new AuthFailure({ kind: "wrong-scope", form, part, given: scope[part], expected: value });
    }
  }
}

function checkTime(authorization: Authorization, nowMs: number, maxSkewMs: number, isS3: boolean): void {
  const { form, timeMs, expiresSeconds } = authorization;
  if (form === "query" && isS3 && expiresSeconds === undefined) {
    throw new AuthFailure({ kind: "incomplete", form, missing: ["X-Amz-Expires"] });
  }
  if (form === "query" && expiresSeconds !== undefined) {
    const expiresAt = timeMs + expiresSeconds * 1000;
    if (nowMs > expiresAt) {
      throw new AuthFailure({ kind: "presign-expired", expiresAt, expiresSeconds, nowMs });
    }
    if (timeMs > nowMs + maxSkewMs) {
      throw new AuthFailure({ kind: "presign-not-yet-valid", timeMs, nowMs });
    }
  } else if (Math.abs(nowMs - timeMs) > maxSkewMs) {
    throw new AuthFailure({ kind: "skewed", timeMs, nowMs, maxSkewMs });
  }
}

function checkSignedHeaders(request: SignedRequest, { signedHeaders }: Authorization, exempt: readonly string[]): void {
  const signed = new Set(signedHeaders.map((name) => name.toLowerCase()));
  if (!signed.has("host")) {
    throw new AuthFailure({ kind: "host-not-signed" });
  }
  const present = request.headers.map(([name]) => name.toLowerCase());
  const unsigned = present.filter((name) => name.startsWith("x-amz-") && !signed.has(name) && !exempt.includes(name));
  if (unsigned.length > 0) {
    throw new AuthFailure({ kind: "headers-not-signed", headers: [...new Set(unsigned)] });
  }
}

function findCredential(
  { accessKeyId, sessionToken }: Authorization,
  credentials: CredentialStore | readonly Credential[],
): Credential {
  const store = credentials instanceof CredentialStore ? credentials : new CredentialStore(credentials);
  if (!store.has(accessKeyId)) {
    throw new AuthFailure({ kind: "unknown-key", accessKeyId });
  }
  const credential = store.find(accessKeyId, sessionToken);
  if (credential === undefined) {
    throw new AuthFailure({ kind: "invalid-token", token: sessionToken ?? "" });
  }
  return credential;
}

// S3's own services. On Outposts the control plane, which is no S3 API, signs with the same name and sends no hash.
const HASH_RULES: ReadonlyMap<string, "required" | "optional"> = new Map([
  ["s3", "required"],
  ["s3express", "required"],
  ["s3-object-lambda", "required"],
  ["s3-outposts", "optional"],
]);
const DEFAULT_MAX_SKEW_MS = 15 * 60 * 1000;
