/** The counterpart of `@aws-sdk/credential-providers`: v3's options, Inia's providers. */
import { type ClientConfig, ClientError, getSession, isIniaError, type Session } from "@inia/core";
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

export {
  type CognitoIdentityOptions as FromCognitoIdentityParameters,
  type CognitoIdentityPoolOptions as FromCognitoIdentityPoolParameters,
  fromCognitoIdentity,
  fromCognitoIdentityPool,
  fromTemporaryCredentials,
  fromTokenFile,
  type TemporaryCredentialsOptions as FromTemporaryCredentialsOptions,
} from "@inia/core/credentials";

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

/** Passed over: limits of time and tries are those of the environment's variables. */
export interface RemoteProviderInit {
  readonly timeout?: number | undefined;
  readonly maxRetries?: number | undefined;
  readonly logger?: unknown;
}

/** The role of a container. */
export function fromContainerMetadata(_init?: RemoteProviderInit): CredentialsFunction {
  return fromContainer();
}

export interface FromHttpOptions extends RemoteProviderInit {
  /** Refused, as the others: the environment's variables name what is asked. */
  readonly awsContainerCredentialsFullUri?: string | undefined;
  readonly awsContainerCredentialsRelativeUri?: string | undefined;
  readonly awsContainerAuthorizationToken?: string | undefined;
  readonly awsContainerAuthorizationTokenFile?: string | undefined;
}

/**
 * The role of a container, or what `AWS_CONTAINER_CREDENTIALS_FULL_URI` names.
 *
 * @throws TypeError for another place than the environment's.
 */
export function fromHttp(options: FromHttpOptions = {}): CredentialsFunction {
  for (const [name, value] of Object.entries(options)) {
    if (name.startsWith("awsContainer") && value !== undefined) {
      const variable = name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
      throw new TypeError(`fromHttp does not take ${name}: set the environment's variable ${variable}.`);
    }
  }
  return fromContainer();
}

/** The role of an instance. */
export function fromInstanceMetadata(_init?: RemoteProviderInit): CredentialsFunction {
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
      tryNextLink: true,
    });
  };
}

/** What a chain can be told besides. */
export interface CustomCredentialChainOptions {
  /**
   * Has credentials that do not say when they end asked for again after this time; five minutes at least.
   *
   * @throws RangeError for less.
   */
  expireAfter(milliseconds: number): CredentialsFunction & CustomCredentialChainOptions;
}

/** Asks one provider after the other, until one has credentials. */
export function createCredentialChain(
  ...providers: CredentialsInput[]
): CredentialsFunction & CustomCredentialChainOptions {
  let lifetime: number | undefined;
  const chain = propertyProviderChain(
    ...providers.map(
      (provider): CredentialsFunction =>
        async (asker) => {
          if (typeof provider === "function") return provider(asker ?? {});
          return "getFrozenCredentials" in provider ? provider.getFrozenCredentials() : provider;
        },
    ),
  );
  const asked: CredentialsFunction = async (asker) => {
    const credentials = await chain(asker);
    if (lifetime === undefined || credentials.expiration !== undefined) return credentials;
    const { accessKeyId, secretAccessKey, sessionToken, accountId, method } = credentials;
    const keys = { accessKeyId, secretAccessKey, sessionToken, accountId, method };
    return { ...keys, expiration: new Date(Date.now() + lifetime) };
  };
  return Object.assign(asked, {
    expireAfter(this: CredentialsFunction & CustomCredentialChainOptions, milliseconds: number) {
      if (!(milliseconds >= 300_000)) {
        throw new RangeError(`expireAfter takes five minutes at least (300000), and was given ${milliseconds}.`);
      }
      lifetime = milliseconds;
      return this;
    },
  });
}

/** Asks one provider after the other: the next one where one has nothing, not where a service refused. */
export function propertyProviderChain<Asker, Identity>(
  ...providers: ((asker?: Asker) => Promise<Identity>)[]
): (asker?: Asker) => Promise<Identity> {
  return async (asker) => {
    let failure: unknown = new Error("The chain was given no provider.");
    for (const provider of providers) {
      try {
        return await provider(asker);
      } catch (error) {
        failure = error;
        if (!isNext(error)) break;
      }
    }
    throw failure;
  };
}

/** Errors of v3's form say it themselves. */
function isNext(error: unknown): boolean {
  const { tryNextLink } = Object(error) as { tryNextLink?: unknown };
  return tryNextLink === undefined ? isIniaError(error) && !(error instanceof ClientError) : Boolean(tryNextLink);
}
