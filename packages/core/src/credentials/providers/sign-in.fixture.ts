import { createHash, createPublicKey, verify } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { onTestFinished, vi } from "vitest";
import { type Surroundings, storeIn, temporaryFolder } from "../../config/shared-files.fixture.js";
import type { HttpHandler } from "../../http/message.js";
import { createCredentialResolver, createTokenProviderChain } from "../chain.js";
import { createProviderContext, type ProviderContext } from "../provider-context.js";
import { createProviderSession } from "../provider-session.js";
import type { CredentialResolver } from "../resolver.js";
import { recordingHandler, type SentRequest } from "../service-caller.fixture.js";
import type { TokenProviderChain } from "../token-provider-chain.js";

type Json = Readonly<Record<string, unknown>>;
type Answer = readonly [status: number, body: Json];

/** A home folder, a clock, and the services that people sign in at: SSO, its OIDC, and the console's sign-in. */
export interface SignInWorld {
  readonly home: string;
  /** Epoch milliseconds. */
  now: number;
  /** What the services were sent, in order. */
  readonly sent: readonly SentRequest[];
  /** Where else requests went to: they are refused without being sent. */
  readonly elsewhere: readonly string[];
  /** Warnings of the program. */
  readonly warnings: string[];
  /** The token that SSO gives roles to. */
  accessToken: string;
  /** What the OIDC service answers to a refresh that it accepts. */
  refreshed: Json;
  /** What the sign-in service answers to a refresh that it accepts. */
  loggedIn: Answer;
  context(surroundings: Surroundings, profile?: string): ProviderContext;
  chain(surroundings: Surroundings, profile?: string): CredentialResolver;
  tokens(surroundings: Surroundings, profile?: string): TokenProviderChain;
  /** Writes a JSON file below the home folder. */
  write(path: string, value: unknown): string;
  read(path: string): Json;
}

/** What the OIDC service knows of a client. */
export const registration = {
  clientId: "client",
  clientSecret: "theClientSecret",
  registrationExpiresAt: "2026-04-01T00:00:00Z",
};

export const ssoCache = (name: string): string =>
  `.aws/sso/cache/${createHash("sha1").update(name).digest("hex")}.json`;
export const loginCache = (name: string): string =>
  `.aws/login/cache/${createHash("sha256").update(name).digest("hex")}.json`;

export async function signInWorld(): Promise<SignInWorld> {
  const home = temporaryFolder();
  vi.stubEnv("HOME", home);
  onTestFinished(() => void vi.unstubAllEnvs());
  const state = {
    now: Date.UTC(2026, 0, 2, 3, 4, 5),
    accessToken: "theToken",
    refreshed: { accessToken: "theNewToken", tokenType: "Bearer", expiresIn: 3600, refreshToken: "theNextRefresh" },
    loggedIn: [200, {}] as Answer,
  };
  const clock = (): number => state.now;
  const proofs = new Set<string>();
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    request.on("end", () => {
      const url = `${endpoint}${request.url}`;
      const [status, body] = answer(`${request.method} ${request.url}`, request.headers, text, url);
      const type = typeof body.__type === "string" ? { "x-amzn-errortype": body.__type } : {};
      response.writeHead(status, { "content-type": "application/json", ...type }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function answer(line: string, headers: NodeJS.Dict<string | string[]>, text: string, url: string): Answer {
    if (headers.authorization !== undefined) return refusal("SignedException");
    if (line === "GET /federation/credentials?role_name=reader&account_id=123456789012") {
      if (headers["x-amz-sso_bearer_token"] !== state.accessToken) return [401, { __type: "UnauthorizedException" }];
      return [200, { roleCredentials: roleCredentials(state.now + 3_600_000) }];
    }
    const body = headers["content-type"] === "application/json" ? (JSON.parse(text) as Json) : {};
    if (line === "POST /token") {
      const { clientId, clientSecret } = registration;
      const wanted = { grantType: "refresh_token", clientId, clientSecret, refreshToken: "theRefreshToken" };
      return isSame(body, wanted) ? [200, state.refreshed] : refusal("InvalidGrantException");
    }
    if (line === "POST /v1/token") {
      const wanted = { clientId: "console", refreshToken: "theRefreshToken", grantType: "refresh_token" };
      if (!isSame(body, wanted)) return refusal("ValidationException");
      const problem = problemOfProof(String(headers.dpop), url, state.now, proofs);
      return problem === undefined ? state.loggedIn : refusal(problem);
    }
    return [404, { __type: "UnknownOperationException" }];
  }

  const { handler: local, sent } = recordingHandler();
  const elsewhere: string[] = [];
  const handler: HttpHandler = {
    async send(request, options) {
      if (request.url.startsWith(endpoint)) return local.send(request, options);
      elsewhere.push(request.url);
      return { status: 400, headers: {}, body: new Uint8Array() };
    },
  };
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  const logger = { trace() {}, debug() {}, info() {}, warn, error() {} };
  const context = ({ environment, ...files }: Surroundings, profile?: string): ProviderContext => {
    const own = {
      AWS_ENDPOINT_URL_SSO: endpoint,
      AWS_ENDPOINT_URL_SSO_OIDC: endpoint,
      AWS_ENDPOINT_URL_SIGNIN: endpoint,
      AWS_REGION: "us-east-1",
      AWS_EC2_METADATA_DISABLED: "true",
      BOTO_CONFIG: "/nowhere",
    };
    const store = storeIn({ ...files, environment: { ...own, ...environment } });
    store.set("profile", profile);
    const config = { httpHandler: handler, clock, maxAttempts: 1, logger };
    return createProviderContext(store, "Inia/test", config, { session: createProviderSession(store, config) });
  };
  return Object.assign(state, {
    home,
    sent,
    elsewhere,
    warnings,
    context,
    chain: (surroundings: Surroundings, profile?: string) => createCredentialResolver(context(surroundings, profile)),
    tokens: (surroundings: Surroundings, profile?: string) => createTokenProviderChain(context(surroundings, profile)),
    write(path: string, value: unknown): string {
      const file = join(home, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, typeof value === "string" ? value : JSON.stringify(value));
      return file;
    },
    read: (path: string) => JSON.parse(readFileSync(join(home, path), "utf8")) as Json,
  });
}

function roleCredentials(expiration: number): Json {
  return { accessKeyId: "ASIAROLE", secretAccessKey: "theRoleSecret", sessionToken: "theRoleToken", expiration };
}

function refusal(type: string): Answer {
  return [400, { __type: type, error: type, message: "refused" }];
}

function isSame(one: Json, other: Json): boolean {
  const sorted = (value: Json): string => JSON.stringify(Object.entries(value).sort());
  return sorted(one) === sorted(other);
}

/** RFC 9449, 4.3: what a server has to check of a proof. Undefined when all is well. */
function problemOfProof(proof: string, url: string, now: number, seen: Set<string>): string | undefined {
  const [head = "", payload = "", signature = "", ...rest] = proof.split(".");
  if (rest.length > 0 || signature === "") return "NoProof";
  const decode = (part: string): Json => JSON.parse(Buffer.from(part, "base64url").toString()) as Json;
  const { typ, alg, jwk, ...others } = decode(head);
  if (typ !== "dpop+jwt" || alg !== "ES256" || Object.keys(others).length > 0) return "WrongHeader";
  if (Object.keys(jwk as Json).join() !== "kty,x,y,crv") return "WrongJwk";
  const { htm, htu, iat, jti } = decode(payload);
  if (htm !== "POST" || htu !== url || iat !== Math.floor(now / 1000)) return "WrongPayload";
  if (seen.has(String(jti))) return "SeenBefore";
  seen.add(String(jti));
  const key = createPublicKey({ key: jwk as never, format: "jwk" });
  const isGood = verify(
    "sha256",
    Buffer.from(`${head}.${payload}`),
    { key, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  return isGood ? undefined : "WrongSignature";
}
