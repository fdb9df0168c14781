import type { CredentialCache } from "./credential-cache.js";
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
  const named = namedProviders(context);
  const [env, container, instance] = named;
  const issued: CredentialCache = new Map();
  return new CredentialResolver([
    // A profile chosen by code wins over keys in the environment; one chosen by AWS_PROFILE does not.
    ...(context.isProfileGiven ? [] : [env]),
    ...profileProviders(context, issued, named),
    lazily({
      method: "ec2-credentials-file",
      setting: () => inEnvironment(context, "AWS_CREDENTIAL_FILE"),
      async provider() {
        const { ec2CredentialsFileProvider } = await import("./providers/ec2-credentials-file.js");
        return ec2CredentialsFileProvider(context);
      },
    }),
    lazily({
      method: "boto-config",
      setting: () => "a file",
      async provider() {
        const { botoConfigProvider } = await import("./providers/boto-config.js");
        return botoConfigProvider(context);
      },
    }),
    container,
    instance,
  ]);
}

/** The providers that a profile's `credential_source` may name. */
export function namedProviders(
  context: ProviderContext,
): [env: CredentialProvider, container: CredentialProvider, instance: CredentialProvider] {
  const container = lazily({
    method: "container-role",
    canonicalName: "EcsContainer",
    setting: () => inEnvironment(context, ...containerVariables),
    async provider() {
      const { containerProvider } = await import("./providers/container.js");
      return containerProvider(context);
    },
  });
  const instance = lazily({
    method: "iam-role",
    canonicalName: "Ec2InstanceMetadata",
    setting: () => "a service",
    async provider() {
      const { instanceMetadataProvider } = await import("./providers/instance-metadata.js");
      return instanceMetadataProvider(context);
    },
  });
  return [envProvider(context), container, instance];
}

/**
 * The providers that a profile alone decides on, in the chain's order. `issued` keeps what roles were
 * given, `named` are those of {@link namedProviders}.
 */
export function profileProviders(
  context: ProviderContext,
  issued: CredentialCache,
  named: readonly CredentialProvider[],
): CredentialProvider[] {
  return [
    lazily({
      method: "assume-role",
      setting: () =>
        inProfile(context, "web_identity_token_file") === undefined ? inProfile(context, "role_arn") : undefined,
      async provider({ cache = issued, prompter }) {
        const [{ assumeRoleProvider }, { promptHidden }] = await Promise.all([
          import("./providers/assume-role.js"),
          import("#platform/prompt"),
        ]);
        const ofProfile = (other: ProviderContext): CredentialProvider[] => sourceProviders(other, issued);
        return assumeRoleProvider(context, { named, ofProfile, cache, prompter: prompter ?? promptHidden });
      },
    }),
    ...sourceProviders(context, issued),
  ];
}

/** What a profile's credentials come from when it is the source of another's role: all but a role of its own. */
function sourceProviders(context: ProviderContext, issued: CredentialCache): CredentialProvider[] {
  return [
    lazily({
      method: "assume-role-with-web-identity",
      setting: () =>
        !context.isProfileGiven && context.environment.AWS_WEB_IDENTITY_TOKEN_FILE !== undefined
          ? "AWS_WEB_IDENTITY_TOKEN_FILE"
          : inProfile(context, "web_identity_token_file"),
      async provider({ cache = issued }) {
        const { webIdentityProvider } = await import("./providers/assume-role-with-web-identity.js");
        return webIdentityProvider(context, cache);
      },
    }),
    unsupportedProvider("sso", context, () => inProfile(context, "sso_role_name", "sso_account_id")),
    sharedCredentialsFileProvider(context),
    unsupportedProvider("login", context, () => inProfile(context, "login_session")),
    lazily({
      method: "custom-process",
      setting: () => inProfile(context, "credential_process"),
      async provider() {
        const { processProvider } = await import("./providers/process.js");
        return processProvider(context);
      },
    }),
    configFileProvider(context),
  ];
}

/** botocore's chain of bearer token providers (tokens.py, create_token_resolver). */
export function createTokenProviderChain(environment: ProviderContext["environment"]): TokenProviderChain {
  return new TokenProviderChain([envTokenProvider({ environment })]);
}

interface LazyProvider {
  readonly method: string;
  readonly canonicalName?: string;
  /** Finds what configures the provider. */
  setting(): string | undefined;
  /** Loads the provider's code. `its` has what the program set on the provider of the chain. */
  provider(its: CredentialProvider): Promise<CredentialProvider>;
}

/** A provider whose code is loaded only where what configures it is there. */
function lazily({ method, canonicalName, setting, provider }: LazyProvider): CredentialProvider {
  return {
    method,
    canonicalName,
    async load(note) {
      if (setting() !== undefined) return (await provider(this)).load(note);
      note("it is not configured");
      return undefined;
    },
  };
}

function inEnvironment({ environment }: ProviderContext, ...names: readonly string[]): string | undefined {
  return names.find((name) => environment[name] !== undefined);
}

function inProfile({ files, profile }: ProviderContext, ...keys: readonly string[]): string | undefined {
  const section = files.merged.profiles[profile];
  return section && keys.find((key) => section[key] !== undefined);
}

const containerVariables = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"];
