import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { getThing, TestClient } from "../client/test-service.fixture.js";
import { type Surroundings, surround, temporaryFolder } from "../config/shared-files.fixture.js";
import { knownKeys, roleArn } from "../credentials/providers/roles.fixture.js";
import { loginCache, ssoCache } from "../credentials/providers/sign-in.fixture.js";
import { recordingHandler, type SentRequest } from "../credentials/service-caller.fixture.js";
import type { HttpResponse } from "../http/message.js";
import { getSession } from "./session.js";

afterEach(() => vi.unstubAllEnvs());

/** Every service that credentials come from, and `TestClient`'s own, which gets what is left. */
function answer({ url, form, headers }: SentRequest): HttpResponse {
  const json = (body: object | string): HttpResponse => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return { status: 200, headers: {}, body: new TextEncoder().encode(text) };
  };
  const keys = { accessKeyId: "ASIA", secretAccessKey: "s", sessionToken: "t" };
  const issued = { AccessKeyId: "ASIA", SecretAccessKey: "s", Token: "t", Expiration: "2100-01-01T00:00:00Z" };
  if (form.Action) {
    const parts = "<AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>";
    const credentials = `<Credentials>${parts}<Expiration>2100-01-01T00:00:00Z</Expiration></Credentials>`;
    return json(`<R><${form.Action}Result>${credentials}</${form.Action}Result></R>`);
  }
  if (url.includes("/federation/credentials")) return json({ roleCredentials: { ...keys, expiration: 4102444800000 } });
  if (url.endsWith("/v1/token")) {
    return json({ accessToken: keys, tokenType: "urn:aws", expiresIn: 900, refreshToken: "next" });
  }
  if (url.endsWith("/latest/api/token")) return json("token");
  if (url.endsWith("/security-credentials/")) return json("role");
  if (url.includes("/security-credentials/role") || headers["accept"] === "application/json") return json(issued);
  return json({});
}

interface Where extends Surroundings {
  /** As code chooses it. */
  readonly profile?: string;
}

/** The ids that each service was told, in order, but for those of the client's settings. */
async function told({ config, environment, profile }: Where, home: string): Promise<string[]> {
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) vi.stubEnv(name, undefined);
  const own = { AWS_EC2_METADATA_DISABLED: "true", BOTO_CONFIG: "/nowhere", HOME: home, AWS_REGION: "us-east-1" };
  const surroundings = surround({ ...(config !== undefined && { config }), environment: { ...own, ...environment } });
  for (const [name, value] of Object.entries(surroundings)) vi.stubEnv(name, value);
  const { handler, sent } = recordingHandler(answer);
  const session = getSession({ profile });
  session.setDefaultClientConfig({ httpHandler: handler });
  await getThing(session.createClient(TestClient), { Name: "a" });
  await getThing(session.createClient(TestClient), { Name: "a" });
  const lists = sent.map(({ url, form, headers }) => {
    const ids = / m\/(\S+)/.exec(headers["User-Agent"] ?? "")?.[1];
    const service = form.Action ?? /(signin|portal|test)/.exec(url)?.[1];
    return ids && `${service}: ${ids.replace(/^E,|\b(?:Z|b),?/g, "").replace(/,$/, "")}`;
  });
  // Both clients tell the same, though only the first made the session look for credentials.
  expect(lists.pop()).toBe(lists.at(-1));
  return lists.filter((list) => list !== undefined);
}

const dev = (...lines: string[]): Where => ({
  config: `[default]\n${lines.join("\n")}\n[profile keys]\n${knownKeys}`,
});
const role = (...lines: string[]): string => [`role_arn = ${roleArn("dev")}`, ...lines].join("\n");
const keysInEnvironment = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "s" };
const instance = { AWS_EC2_METADATA_DISABLED: "false" };
const container = { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1/keys" };
const program = `credential_process = "${process.execPath}" -p 'JSON.stringify({Version: 1, AccessKeyId: "a", SecretAccessKey: "s"})'`;
const sso = "sso_role_name = reader\nsso_account_id = 123456789012\n";
const startUrl = "sso_start_url = u\nsso_region = eu-north-1";
const ssoSession = `sso_session = corp\n[sso-session corp]\n${startUrl}`;

test.each<[string, Where, string[]]>([
  ["the environment", { environment: keysInEnvironment }, ["test: g"]],
  ["a profile", dev(knownKeys), ["test: n"]],
  ["a program", dev(program), ["test: v,w"]],
  ["a container's service", { environment: container }, ["test: z"]],
  ["an instance's service", { environment: instance }, ["test: 0"]],
  [
    "a web identity of the environment",
    { environment: { AWS_WEB_IDENTITY_TOKEN_FILE: import.meta.filename, AWS_ROLE_ARN: roleArn("dev") } },
    ["AssumeRoleWithWebIdentity: h", "test: h,k"],
  ],
  [
    "a web identity of the profile",
    dev(role(`web_identity_token_file = ${import.meta.filename}`)),
    ["AssumeRoleWithWebIdentity: q", "test: q,k"],
  ],
  [
    "a web identity of both",
    {
      ...dev("role_session_name = me"),
      environment: { AWS_WEB_IDENTITY_TOKEN_FILE: import.meta.filename, AWS_ROLE_ARN: roleArn("dev") },
    },
    ["AssumeRoleWithWebIdentity: h,q", "test: h,q,k"],
  ],
  ["SSO, by a start URL", dev(sso, startUrl), ["portal: t", "test: t,u"]],
  ["SSO, by a session", dev(sso, ssoSession), ["portal: r", "test: r,s"]],
  ["a login", dev("login_session = me"), ["test: AC,AD"]],
  ["a login that is refreshed", dev("login_session = old"), ["signin: AC,AD", "test: AC,AD"]],
  ["a role of a profile with keys", dev(role("source_profile = keys")), ["AssumeRole: o,n,e", "test: o,n,i"]],
  [
    "a role of a profile with a program",
    dev(role("source_profile = other"), `[profile other]\n${program}`),
    ["AssumeRole: o,n,e", "test: o,n,i,v,w"],
  ],
  [
    "a role of a profile with SSO",
    dev(role("source_profile = other"), `[profile other]\n${sso}${ssoSession}`),
    ["portal: r", "AssumeRole: o,n,e", "test: o,n,i,r,s"],
  ],
  [
    "a role of a profile with a role",
    dev(role("source_profile = other"), `[profile other]\n${role("source_profile = keys")}`),
    ["AssumeRole: o,n,i,e", "AssumeRole: o,n,i,e", "test: o,n,i"],
  ],
  [
    "a role of the environment",
    { ...dev(role("credential_source = Environment")), environment: keysInEnvironment, profile: "default" },
    ["AssumeRole: p,g,e", "test: p,g,i"],
  ],
  [
    "a role of the container",
    { ...dev(role("credential_source = EcsContainer")), environment: container },
    ["AssumeRole: p,z,e", "test: p,z,i"],
  ],
  [
    "a role of the instance",
    { ...dev(role("credential_source = Ec2InstanceMetadata")), environment: instance },
    ["AssumeRole: p,0,e", "test: p,0,i"],
  ],
])(
  "a client whose credentials come from %s tells so, and so do the calls that got them",
  async (_, where, expected) => {
    const home = temporaryFolder();
    write(home, ssoCache("u"), { accessToken: "t", expiresAt: "2100-01-01T00:00:00Z" });
    write(home, ssoCache("corp"), { accessToken: "t", expiresAt: "2100-01-01T00:00:00Z" });
    write(home, loginCache("me"), login("2100-01-01T00:00:00Z"));
    write(home, loginCache("old"), login("2000-01-01T00:00:00Z"));
    expect(await told(where, home)).toEqual(expected);
  },
);

function write(home: string, path: string, value: object): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), JSON.stringify(value));
}

function login(expiresAt: string): object {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    accessToken: { accessKeyId: "ASIA", secretAccessKey: "s", sessionToken: "t", accountId: "1", expiresAt },
    tokenType: "aws_sigv4",
    clientId: "console",
    refreshToken: "first",
    idToken: "i",
    dpopKey: privateKey.export({ format: "pem", type: "sec1" }),
  };
}
