import type { ClientConfig } from "../config/client-config.js";
import { callService } from "./call-service.js";
import type { CredentialsFunction } from "./credentials-function.js";
import { type AssumeRoleWithWebIdentityRequest, assumeRoleWithWebIdentity, service as sts } from "./operations/sts.js";
import { roleOutput, sessionName } from "./role-credentials.js";
import { callOptions, sharedCredentialsFunction } from "./shared-credentials-function.js";

export interface WebTokenOptions {
  /** What STS's AssumeRoleWithWebIdentity takes. Without a `RoleSessionName` one is made of the time. */
  readonly params: Omit<AssumeRoleWithWebIdentityRequest, "RoleSessionName" | "WebIdentityToken"> & {
    readonly RoleSessionName?: string | undefined;
  };
  /** The token of the identity provider, or what gives one whenever the role is assumed. */
  readonly webIdentityToken: string | (() => string | Promise<string>);
  /** Settings of the call of STS. Default: those of the client that asks, its region and its connections among them. */
  readonly clientConfig?: ClientConfig | undefined;
}

/** A role for whom an identity provider vouches, by STS's AssumeRoleWithWebIdentity. No other credentials are needed. */
export function fromWebToken({ params, webIdentityToken, clientConfig = {} }: WebTokenOptions): CredentialsFunction {
  return sharedCredentialsFunction("assume-role-with-web-identity", clientConfig, async (asker, clock) => {
    const WebIdentityToken = typeof webIdentityToken === "string" ? webIdentityToken : await webIdentityToken();
    const input = { ...params, RoleSessionName: params.RoleSessionName ?? sessionName(clock()), WebIdentityToken };
    const output = await callService(asker, sts, assumeRoleWithWebIdentity, input, callOptions(clientConfig, asker));
    return { ...roleOutput(output, assumeRoleWithWebIdentity.name), "~features": "k" };
  });
}
