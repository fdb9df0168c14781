import { STS } from "@inia/client-sts";
import type { ClientConfig } from "@inia/core";
import { type Credential, CredentialStore, defaultCredential, type LocalService, startVerifier } from "@inia/local-aws";
import { inject } from "vitest";
import { certificate } from "../src/testing/certificate.js";

/** How clients reach moto, and as whom. */
export interface Access {
  readonly scheme: "http" | "https";
  readonly keys: "long-lived" | "temporary";
}

/** All four ways. */
export const accesses: readonly Access[] = (["http", "https"] as const).flatMap((scheme) =>
  (["long-lived", "temporary"] as const).map((keys) => ({ scheme, keys })),
);

/** An empty moto behind a verifier that takes one credential for one region. */
export interface Account extends AsyncDisposable {
  readonly verifier: LocalService;
  readonly credential: Credential;
  readonly config: ClientConfig;
}

/** Empties moto, starts a verifier, and gets temporary credentials from STS where they are wanted. */
export async function openAccount({ keys, scheme }: Access): Promise<Account> {
  const target = inject("moto");
  await fetch(`${target}/moto-api/reset`, { method: "POST" });
  // Functions are not run in containers.
  const body = JSON.stringify({ lambda: { use_docker: false } });
  await fetch(`${target}/moto-api/config`, { method: "POST", body });
  const region = "us-east-1";
  const credentials = new CredentialStore([defaultCredential]);
  const tls = scheme === "https" ? certificate : undefined;
  const verifier = await startVerifier({ target, region, credentials, tls });
  const config: ClientConfig = {
    region,
    endpoint: verifier.endpoint,
    credentials: defaultCredential,
    loadConfig: false,
    ...(tls && { tls: { ca: tls.cert } }),
  };
  let credential = defaultCredential;
  if (keys === "temporary") {
    credential = await assumeRole(config);
    credentials.add(credential);
  }
  return {
    verifier,
    credential,
    config: { ...config, credentials: credential },
    [Symbol.asyncDispose]: () => verifier.close(),
  };
}

async function assumeRole(config: ClientConfig): Promise<Credential> {
  const RoleArn = "arn:aws:iam::123456789012:role/reader";
  const { Credentials } = await new STS(config).assumeRole({ RoleArn, RoleSessionName: "live" });
  if (Credentials === undefined) throw new Error("STS gave no credentials");
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
