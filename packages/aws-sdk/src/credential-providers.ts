/** The counterpart of `@aws-sdk/credential-providers`: v3's options, Inia's providers. */
import { type ClientConfig, getSession, type Session } from "@inia/core";
import {
  type AwsCredentials,
  type CredentialsFunction,
  type CredentialsInput,
  fromContainer,
  fromEnv as fromEnvironment,
  fromInstanceMetadata as fromInstance,
  fromProfile,
  fromWebToken as fromToken,
} from "@inia/core/credentials";

export { fromCognitoIdentityPool, fromTemporaryCredentials, fromTokenFile } from "@inia/core/credentials";

export type AwsCredentialIdentity = AwsCredentials;
export type AwsCredentialIdentityProvider = CredentialsFunction;

/** Where a profile is looked for. */
export interface FromIniInit {
  readonly profile?: string | undefined;
  /** Default: `AWS_SHARED_CREDENTIALS_FILE`, else `~/.aws/credentials`. */
  readonly filepath?: string | undefined;
  /** Default: `AWS_CONFIG_FILE`, else `~/.aws/config`. */
  readonly configFilepath?: string | undefined;
}

export interface FromWebTokenInit {
  readonly roleArn: string;
  readonly webIdentityToken: string;
  readonly roleSessionName?: string | undefined;
  readonly providerId?: string | undefined;
  readonly policyArns?: { readonly arn?: string | undefined }[] | undefined;
  readonly policy?: string | undefined;
  readonly durationSeconds?: number | undefined;
  readonly clientConfig?: ClientConfig | undefined;
}

/** `AWS_ACCESS_KEY_ID` and its like. v3's option, a logger, has no use here. */
export function fromEnv(_init?: object): CredentialsFunction {
  return fromEnvironment();
}

/** What a profile says, in whatever way: its keys, a role, a process, a sign-in. */
export function fromIni({ profile, filepath, configFilepath }: FromIniInit = {}): CredentialsFunction {
  return fromProfile({ profile, credentialsFile: filepath, configFile: configFilepath });
}

/** The `credential_process` of a profile. */
export function fromProcess(init?: FromIniInit): CredentialsFunction {
  return fromIni(init);
}

/** The sign-in of a profile. */
export function fromLoginCredentials(init?: FromIniInit): CredentialsFunction {
  return fromIni(init);
}

export interface FromSSOInit extends FromIniInit {
  readonly ssoStartUrl?: string | undefined;
  readonly ssoAccountId?: string | undefined;
  readonly ssoRegion?: string | undefined;
  readonly ssoRoleName?: string | undefined;
  readonly ssoSession?: string | undefined;
}

/**
 * The sign-in of a profile.
 *
 * @throws TypeError for a sign-in that is no profile's.
 */
export function fromSSO(init: FromSSOInit = {}): CredentialsFunction {
  if (init.ssoStartUrl === undefined && init.ssoSession === undefined) return fromIni(init);
  throw new TypeError("fromSSO takes a profile: put what you gave here into one, as sso_session or sso_start_url.");
}

/** A role for whom an identity provider vouches. */
export function fromWebToken(init: FromWebTokenInit): CredentialsFunction {
  const { roleArn, roleSessionName, providerId, policyArns, policy, durationSeconds, webIdentityToken } = init;
  return fromToken({
    params: {
      RoleArn: roleArn,
      RoleSessionName: roleSessionName,
      ProviderId: providerId,
      PolicyArns: policyArns,
      Policy: policy,
      DurationSeconds: durationSeconds,
    },
    webIdentityToken,
    clientConfig: init.clientConfig,
  });
}

/** The role of a container. Limits of time and tries are those of the environment's variables. */
export function fromContainerMetadata(_init?: object): CredentialsFunction {
  return fromContainer();
}

/** The role of a container, or what `AWS_CONTAINER_CREDENTIALS_FULL_URI` names. */
export function fromHttp(_init?: object): CredentialsFunction {
  return fromContainer();
}

/** The role of an instance. */
export function fromInstanceMetadata(_init?: object): CredentialsFunction {
  return fromInstance();
}

/** The whole chain: environment, profile, container, instance. */
export function fromNodeProviderChain({
  profile,
}: {
  readonly profile?: string | undefined;
} = {}): CredentialsFunction {
  let session: Session | undefined;
  return async () => {
    session ??= getSession({ profile });
    const credentials = await session.getCredentials();
    if (credentials !== undefined) return credentials.getFrozenCredentials();
    throw Object.assign(new Error("Could not load credentials from any providers."), {
      name: "CredentialsProviderError",
    });
  };
}

/** Asks one provider after the other, until one has credentials. */
export function createCredentialChain(...providers: CredentialsInput[]): CredentialsFunction {
  return async (asker) => {
    let failure: unknown = new Error("createCredentialChain was given no provider.");
    for (const provider of providers) {
      try {
        if (typeof provider === "function") return await provider(asker ?? {});
        return "getFrozenCredentials" in provider ? await provider.getFrozenCredentials() : provider;
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  };
}
