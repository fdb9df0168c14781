import type { CredentialProvider } from "./provider.js";
import type { ProviderContext } from "./provider-context.js";
import { configFileProvider } from "./providers/config-file.js";
import { envProvider } from "./providers/env.js";
import { envTokenProvider } from "./providers/env-token.js";
import { sharedCredentialsFileProvider } from "./providers/shared-credentials-file.js";
import { unsupportedProvider } from "./providers/unsupported.js";
import { CredentialResolver } from "./resolver.js";
import { TokenProviderChain } from "./token-provider-chain.js";

/**
 * botocore's chain of credential providers (credentials.py, create_credential_resolver). Those that need more than
 * environment and profile are loaded only where their settings are there.
 */
export function createCredentialResolver(context: ProviderContext): CredentialResolver {
  const inEnvironment = (...names: string[]): string | undefined =>
    names.find((name) => context.environment[name] !== undefined);
  return new CredentialResolver([
    // A profile chosen by code wins over keys in the environment; one chosen by AWS_PROFILE does not.
    ...(context.isProfileGiven ? [] : [envProvider(context)]),
    ...profileProviders(context),
    lazily(
      "ec2-credentials-file",
      () => inEnvironment("AWS_CREDENTIAL_FILE"),
      async () => {
        const { ec2CredentialsFileProvider } = await import("./providers/ec2-credentials-file.js");
        return ec2CredentialsFileProvider(context);
      },
    ),
    lazily(
      "boto-config",
      () => "a file",
      async () => {
        const { botoConfigProvider } = await import("./providers/boto-config.js");
        return botoConfigProvider(context);
      },
    ),
    lazily(
      "container-role",
      () => inEnvironment(...containerVariables),
      async () => {
        const { containerProvider } = await import("./providers/container.js");
        return containerProvider(context);
      },
    ),
    lazily(
      "iam-role",
      () => "a service",
      async () => {
        const { instanceMetadataProvider } = await import("./providers/instance-metadata.js");
        return instanceMetadataProvider(context);
      },
    ),
  ]);
}

/** The providers that a profile alone decides on, in the chain's order. */
export function profileProviders(context: ProviderContext): CredentialProvider[] {
  const inProfile = (...keys: string[]): string | undefined => {
    const section = context.files.merged.profiles[context.profile];
    return section && keys.find((key) => section[key] !== undefined);
  };
  const webIdentity = (): string | undefined =>
    !context.isProfileGiven && context.environment.AWS_WEB_IDENTITY_TOKEN_FILE !== undefined
      ? "AWS_WEB_IDENTITY_TOKEN_FILE"
      : inProfile("web_identity_token_file");
  return [
    unsupportedProvider("assume-role", context, () =>
      inProfile("web_identity_token_file") ? undefined : inProfile("role_arn"),
    ),
    unsupportedProvider("assume-role-with-web-identity", context, webIdentity),
    unsupportedProvider("sso", context, () => inProfile("sso_role_name", "sso_account_id")),
    sharedCredentialsFileProvider(context),
    unsupportedProvider("login", context, () => inProfile("login_session")),
    lazily(
      "custom-process",
      () => inProfile("credential_process"),
      async () => {
        const { processProvider } = await import("./providers/process.js");
        return processProvider(context);
      },
    ),
    configFileProvider(context),
  ];
}

/** botocore's chain of bearer token providers (tokens.py, create_token_resolver). */
export function createTokenProviderChain(environment: ProviderContext["environment"]): TokenProviderChain {
  return new TokenProviderChain([envTokenProvider({ environment })]);
}

/** A provider whose code is loaded only where `setting` finds what configures it. */
function lazily(
  method: string,
  setting: () => string | undefined,
  load: () => Promise<CredentialProvider>,
): CredentialProvider {
  return {
    method,
    async load(note) {
      if (setting() !== undefined) return (await load()).load(note);
      note("it is not configured");
      return undefined;
    },
  };
}

const containerVariables = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"];
