import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { getFunctionConfiguration, LambdaClient } from "@inia/client-lambda";
import { getSession } from "@inia/core";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { login } from "./login-token.js";
import { awscrtUnavailable, judge } from "./python.js";

/** What a service was asked, without what differs from one time to the next. */
interface Asked {
  readonly line: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Headers that say who asks. */
  readonly identity: Readonly<Record<string, string>>;
  /** Ids of features in the user agent. */
  readonly features: readonly string[];
}

/** A machine and a profile that lead to credentials. */
interface Where {
  readonly name: string;
  readonly config?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** As code chooses it. */
  readonly profile?: string;
  /**
   * What botocore tells beside, request by request: a call that another call needs inherits its features there, and
   * leaves it its own.
   */
  readonly inherited?: readonly (readonly string[])[];
}

let server: Server;
let endpoint: string;
let folder: string;
let asked: Asked[] = [];
const theirs = new Map<string, readonly Asked[]>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "inia-sign-in-"));
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const entry = read(request, body);
    if (entry) asked.push(entry);
    const [type, text] = answer(request, body);
    response.writeHead(200, { "content-type": type }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const rows = places.map((where) => ({ ...where, environment: environmentOf(where, "theirs") }));
  const outcomes = await judge<object, { error?: string }>("sign_in.py", rows, { HOME: join(folder, "theirs") });
  expect(outcomes).toEqual(places.map(() => ({})));
  for (const { name } of places) theirs.set(name, takeAsked(name));
}, 120_000);
afterEach(() => vi.unstubAllEnvs());
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** What was asked until the function of this name was. */
function takeAsked(name: string): Asked[] {
  const last = asked.findIndex(({ line }) => line.includes(`/functions/${name}/`));
  return asked.splice(0, last + 1);
}

function read(request: IncomingMessage, body: string): Asked | undefined {
  const { headers, method, url } = request;
  // Metadata services are asked without an SDK's user agent.
  if (!headers["amz-sdk-invocation-id"]) return undefined;
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  const fields = isForm ? Object.fromEntries(new URLSearchParams(body)) : body === "" ? {} : JSON.parse(body);
  const identity: Record<string, string> = {
    authorization:
      /Credential=(\S+?)\/\d+\/(\S+?),/
        .exec(headers.authorization ?? "")
        ?.slice(1)
        .join(" ") ?? "none",
  };
  for (const name of ["x-amz-security-token", "x-amz-sso_bearer_token"]) {
    if (headers[name] !== undefined) identity[name] = String(headers[name]);
  }
  if (headers.dpop !== undefined) identity["dpop"] = "is there";
  const features =
    / m\/(\S+)/
      .exec(headers["user-agent"] ?? "")?.[1]
      ?.split(",")
      .sort() ?? [];
  return { line: `${method} ${url}`, fields, identity, features };
}

function answer({ url = "", method }: IncomingMessage, body: string): readonly [type: string, text: string] {
  const json = (value: object): [string, string] => ["application/json", JSON.stringify(value)];
  const Expiration = "2100-01-01T00:00:00Z";
  const issued = { AccessKeyId: "ASIA", SecretAccessKey: "s", Token: "t", Expiration };
  const action = /Action=(\w+)/.exec(body)?.[1];
  if (action) {
    const parts = "<AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>";
    const credentials = `<Credentials>${parts}<Expiration>${Expiration}</Expiration></Credentials>`;
    const user =
      "<AssumedRoleUser><AssumedRoleId>r:me</AssumedRoleId><Arn>arn:aws:sts::1:assumed-role/r/me</Arn></AssumedRoleUser>";
    const result = `<${action}Result>${user}${credentials}</${action}Result>`;
    return [
      "text/xml",
      `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${result}</${action}Response>`,
    ];
  }
  const keys = { accessKeyId: "ASIA", secretAccessKey: "s", sessionToken: "t" };
  if (url.startsWith("/federation/credentials")) {
    return json({ roleCredentials: { ...keys, expiration: Date.parse(Expiration) } });
  }
  if (url === "/token") return json({ accessToken: "new", tokenType: "Bearer", expiresIn: 3600, refreshToken: "next" });
  if (url === "/v1/token") {
    return json({ accessToken: keys, tokenType: "urn:aws", expiresIn: 900, refreshToken: "next" });
  }
  if (url === "/container" || url.endsWith("/security-credentials/role")) return json(issued);
  if (url.endsWith("/security-credentials/")) return ["text/plain", "role"];
  return method === "PUT" ? ["text/plain", "token"] : json({});
}

/** Files and variables of a machine, those of botocore and ours apart: sign-ins are refreshed in place. */
function environmentOf({ name, config = "", environment }: Where, whose: string): Record<string, string> {
  const home = join(folder, whose);
  const write = (path: string, text: string): string => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
    return join(home, path);
  };
  for (const [session, expiresAt] of Object.entries({ u: never, corp: never, old: "2001-01-01T00:00:00Z" })) {
    const hash = createHash("sha1").update(session).digest("hex");
    const registration = { clientId: "c", clientSecret: "s", registrationExpiresAt: never, refreshToken: "first" };
    write(`.aws/sso/cache/${hash}.json`, JSON.stringify({ accessToken: "token", expiresAt, ...registration }));
  }
  for (const [session, expiresAt] of Object.entries({ me: never, old: "2001-01-01T00:00:00Z" })) {
    const hash = createHash("sha256").update(session).digest("hex");
    write(`.aws/login/cache/${hash}.json`, JSON.stringify(login(expiresAt)));
  }
  return {
    AWS_CONFIG_FILE: write(`${name}/config`, `${config}\n[profile keys]\n${keys}`),
    AWS_SHARED_CREDENTIALS_FILE: join(home, "none"),
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_EC2_METADATA_SERVICE_ENDPOINT: endpoint,
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_RETRY_MODE: "standard",
    AWS_ENDPOINT_URL: endpoint,
    ...environment,
    ...(environment?.["AWS_WEB_IDENTITY_TOKEN_FILE"] && { AWS_WEB_IDENTITY_TOKEN_FILE: write("token", "theWebToken") }),
    ...(environment?.["AWS_CONTAINER_CREDENTIALS_FULL_URI"] && {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint}/container`,
    }),
  };
}

const never = "2100-01-01T00:00:00Z";
const keys = "aws_access_key_id = AKID\naws_secret_access_key = s\n";
const keysInEnvironment = { AWS_ACCESS_KEY_ID: "AKIDENV", AWS_SECRET_ACCESS_KEY: "s" };
const RoleArn = "arn:aws:iam::123456789012:role/reader";
const role = (...lines: string[]): string => [`role_arn = ${RoleArn}`, "role_session_name = me", ...lines].join("\n");
const program = `credential_process = "${process.execPath}" -p 'JSON.stringify({Version: 1, AccessKeyId: "AKIDP", SecretAccessKey: "s"})'`;
const sso = "sso_role_name = reader\nsso_account_id = 123456789012\n";
const ssoSession = (name: string): string =>
  `${sso}sso_session = ${name}\n[sso-session ${name}]\nsso_start_url = u\nsso_region = eu-north-1`;
const instance = { AWS_EC2_METADATA_DISABLED: "false" };
const container = { AWS_CONTAINER_CREDENTIALS_FULL_URI: "here" };
const web = { AWS_WEB_IDENTITY_TOKEN_FILE: "here", AWS_ROLE_ARN: RoleArn };
const ofDefault = (config: string): string => `[default]\n${config}`;

const places: Where[] = [
  { name: "environment", environment: keysInEnvironment },
  { name: "profile", config: ofDefault(keys) },
  { name: "program", config: ofDefault(program) },
  { name: "container", environment: container },
  { name: "instance", environment: instance },
  { name: "web-identity", environment: { ...web, AWS_ROLE_SESSION_NAME: "me" } },
  { name: "web-identity-and-profile", environment: web, config: ofDefault("role_session_name = me") },
  { name: "sso-start-url", config: ofDefault(`${sso}sso_start_url = u\nsso_region = eu-north-1`) },
  { name: "sso-session", config: ofDefault(ssoSession("corp")) },
  { name: "sso-session-that-is-refreshed", config: ofDefault(ssoSession("old")) },
  { name: "role", config: ofDefault(role("source_profile = keys", "external_id = xy", "duration_seconds = 900")) },
  { name: "role-of-a-program", config: `${ofDefault(role("source_profile = other"))}\n[profile other]\n${program}` },
  {
    name: "role-of-a-role",
    config: `${ofDefault(role("source_profile = other"))}\n[profile other]\n${role("source_profile = keys")}`,
  },
  {
    name: "role-of-sso",
    config: `${ofDefault(role("source_profile = other"))}\n[profile other]\n${ssoSession("corp")}`,
    inherited: [["n", "o"], ["r"]],
  },
  {
    name: "role-of-the-environment",
    config: `[profile dev]\n${role("credential_source = Environment")}`,
    environment: keysInEnvironment,
    profile: "dev",
  },
  {
    name: "role-of-the-container",
    config: ofDefault(role("credential_source = EcsContainer")),
    environment: container,
  },
  {
    name: "role-of-the-instance",
    config: ofDefault(role("credential_source = Ec2InstanceMetadata")),
    environment: instance,
  },
  // botocore proves possession with awscrt.
  ...(awscrtUnavailable() === undefined
    ? [
        { name: "login", config: ofDefault("login_session = me") },
        { name: "login-that-is-refreshed", config: ofDefault("login_session = old") },
      ]
    : []),
];

test.each(places.map((where) => [where.name, where] as const))(
  "%s: services are asked what botocore asks them, and told the same features",
  async (_, where) => {
    for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) vi.stubEnv(name, undefined);
    vi.stubEnv("HOME", join(folder, "ours"));
    for (const [name, value] of Object.entries(environmentOf(where, "ours"))) vi.stubEnv(name, value);
    const client = getSession({ profile: where.profile }).createClient(LambdaClient);
    await getFunctionConfiguration(client, { FunctionName: where.name });
    const ours = takeAsked(where.name).map(({ features, ...rest }, index) => ({
      ...rest,
      features: [...features, ...(where.inherited?.[index] ?? [])].sort(),
    }));
    expect(ours).toEqual(theirs.get(where.name));
  },
);
