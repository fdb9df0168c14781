import type { CredentialStore, Identity } from "../credentials.js";
import { ServiceError } from "../service-error.js";
import type { XmlElements } from "../xml/write.js";
import { issueCredentials, randomId } from "./issue-credentials.js";
import { readDuration, requiredParameter } from "./parameters.js";

/** AssumeRole: any role may be assumed by anyone who signs. */
export function assumeRole(
  parameters: ReadonlyMap<string, string>,
  store: CredentialStore,
  nowMs: number,
): XmlElements {
  return { ...assumedRole(parameters, store, nowMs), SourceIdentity: parameters.get("SourceIdentity") };
}

/**
 * AssumeRoleWithWebIdentity. Of a JWT the claims are read and `exp` must lie ahead (its signature is nobody's here); any
 * other text stands for a token that is valid.
 */
export function assumeRoleWithWebIdentity(
  parameters: ReadonlyMap<string, string>,
  store: CredentialStore,
  nowMs: number,
): XmlElements {
  const token = requiredParameter(parameters, "WebIdentityToken");
  const claims = readClaims(token);
  if (typeof claims["exp"] === "number" && claims["exp"] * 1000 <= nowMs) {
    throw new ServiceError(
      "ExpiredTokenException",
      400,
      "Token expired: current date/time must be before the expiration date/time",
    );
  }
  return {
    ...assumedRole(parameters, store, nowMs),
    SubjectFromWebIdentityToken: String(claims["sub"] ?? "local"),
    Provider: String(claims["iss"] ?? "local"),
    Audience: String(claims["aud"] ?? "local"),
  };
}

function assumedRole(parameters: ReadonlyMap<string, string>, store: CredentialStore, nowMs: number): XmlElements {
  const roleArn = requiredParameter(parameters, "RoleArn", /^arn:[\w-]+:iam::\d{12}:role\/.+$/);
  const sessionName = requiredParameter(parameters, "RoleSessionName", /^[\w+=,.@-]{2,64}$/);
  const duration = readDuration(parameters, 3600, 43_200);
  const [, partition, , , account] = roleArn.split(":") as [string, string, string, string, string];
  const roleName = roleArn.slice(roleArn.lastIndexOf("/") + 1);
  const identity: Identity = {
    account,
    arn: `arn:${partition}:sts::${account}:assumed-role/${roleName}/${sessionName}`,
    userId: `AROA${randomId(17)}:${sessionName}`,
  };
  return {
    Credentials: issueCredentials(store, identity, nowMs, duration),
    AssumedRoleUser: { AssumedRoleId: identity.userId, Arn: identity.arn },
    PackedPolicySize: parameters.has("Policy") ? 6 : undefined,
  };
}

function readClaims(token: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
  } catch {
    return {};
  }
}
