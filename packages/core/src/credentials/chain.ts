import { loadProvider } from "#platform/load-providers";
import { promptHidden } from "#platform/prompt";
import type { CredentialCache } from "./credential-cache.js";
import { placeOfProfile } from "./place-of-profile.js";
import type { CredentialProvider } from "./provider.js";
import type { ProviderContext } from "./provider-context.js";
import { configFileProvider } from "./providers/config-file.js";
import { envProvider } from "./providers/env.js";
import { envTokenProvider } from "./providers/env-token.js";
import { sharedCredentialsFileProvider } from "./providers/shared-credentials-file.js";
import { CredentialResolver } from "./resolver.js";
import { type AuthToken, type TokenProvider, TokenProviderChain } from "./token-provider-chain.js";

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
    lazily(context, {
      method: "ec2-credentials-file",
      variables: ["AWS_CREDENTIAL_FILE"],
      async provider() {
        const ec2CredentialsFileProvider = await loadProvider.ec2CredentialsFile();
        return ec2CredentialsFileProvider(context);
      },
    }),
    lazily(context, {
      method: "boto-config",
      async provider() {
        const botoConfigProvider = await loadProvider.botoConfig();
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
  const container = lazily(context, {
    method: "container-role",
    canonicalName: "EcsContainer",
    variables: ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"],
    async provider() {
      const containerProvider = await loadProvider.container();
      return containerProvider(context);
    },
  });
  const instance = lazily(context, {
    method: "iam-role",
    canonicalName: "Ec2InstanceMetadata",
    async provider() {
      const instanceMetadataProvider = await loadProvider.instanceMetadata();
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
    lazily(context, {
      method: "assume-role",
      keys: ["role_arn"],
      async provider({ cache = issued, prompter }) {
        const assumeRoleProvider = await loadProvider.assumeRole();
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
    lazily(context, {
      method: "assume-role-with-web-identity",
      variables: context.isProfileGiven ? [] : ["AWS_WEB_IDENTITY_TOKEN_FILE"],
      keys: ["web_identity_token_file"],
      async provider({ cache = issued }) {
        const webIdentityProvider = await loadProvider.webIdentity();
        return webIdentityProvider(context, cache);
      },
    }),
    lazily(context, {
      method: "sso",
      keys: ["sso_role_name", "sso_account_id"],
      async provider({ cache = issued }) {
        const ssoProvider = await loadProvider.sso();
        return ssoProvider(context, cache);
      },
    }),
    sharedCredentialsFileProvider(context),
    lazily(context, {
      method: "login",
      keys: ["login_session"],
      async provider() {
        const loginProvider = await loadProvider.login();
        return loginProvider(context);
      },
    }),
    lazily(context, {
      method: "custom-process",
      keys: ["credential_process"],
      async provider() {
        const processProvider = await loadProvider.process();
        return processProvider(context);
      },
    }),
    configFileProvider(context),
  ];
}

/** botocore's chain of bearer token providers (tokens.py, create_token_resolver). */
export function createTokenProviderChain(context: ProviderContext): TokenProviderChain {
  return new TokenProviderChain([envTokenProvider(context), lazySsoTokenProvider(context)]);
}

/** All clients share one token, and so its refreshes. */
function lazySsoTokenProvider(context: ProviderContext): TokenProvider {
  let token: AuthToken | undefined;
  return {
    method: "sso",
    async loadToken(request) {
      if (!isInProfile(context, ["sso_session"])) return undefined;
      const ssoTokenProvider = await loadProvider.ssoToken();
      token ??= await ssoTokenProvider(context).loadToken(request);
      return token;
    },
  };
}

interface LazyProvider {
  readonly method: string;
  readonly canonicalName?: string;
  /** Variables and keys of the profile, one of which configures the provider. With neither it always is. */
  readonly variables?: readonly string[];
  readonly keys?: readonly string[];
  /** Loads the provider's code. `its` has what the program set on the provider of the chain. */
  provider(its: CredentialProvider): Promise<CredentialProvider>;
}

/** A provider whose code is loaded only where what configures it is there. */
function lazily(context: ProviderContext, lazy: LazyProvider): CredentialProvider {
  const { method, canonicalName, variables = [], keys = [], provider } = lazy;
  return {
    method,
    canonicalName,
    async load(note) {
      const isSet = variables.some((name) => context.environment[name] !== undefined) || isInProfile(context, keys);
      if (isSet || variables.length + keys.length === 0) return (await provider(this)).load(note);
      if (variables.length > 0) note(variables.join(", "), "not set");
      if (keys.length > 0) note(`${keys.join(", ")} of ${placeOfProfile(context)}`, "not set");
      return undefined;
    },
  };
}

function isInProfile({ files, profile }: ProviderContext, keys: readonly string[]): boolean {
  const section = files.merged.profiles[profile];
  return keys.some((key) => section?.[key] !== undefined);
}
