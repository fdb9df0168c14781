import { toInteger } from "../../config/conversions.js";
import type { Section } from "../../config/profiles.js";
import { InfiniteLoopConfigError, InvalidConfigError } from "../../errors/config.js";
import {
  CredentialRetrievalError,
  PartialCredentialsError,
  RefreshWithMFAUnsupportedError,
} from "../../errors/credentials.js";
import { callService } from "../call-service.js";
import type { CredentialCache } from "../credential-cache.js";
import { type Credentials, DeferredRefreshableCredentials } from "../credentials.js";
import { assumeRole, service as sts } from "../operations/sts.js";
import { placeOfProfile } from "../place-of-profile.js";
import type { CredentialProvider, MfaPrompter, Note } from "../provider.js";
import type { ProviderContext } from "../provider-context.js";
import { roleCredentials } from "../role-credentials.js";

/** What a role is assumed with. */
export interface RoleSources {
  /** Providers that `credential_source` may name, by their canonical names. */
  readonly named: readonly CredentialProvider[];
  /** The providers of another profile. */
  ofProfile(context: ProviderContext): readonly CredentialProvider[];
  readonly cache: CredentialCache;
  readonly prompter: MfaPrompter;
}

/**
 * A profile's `role_arn`, assumed with the credentials of its `source_profile`, which may be a role as well, or of its
 * `credential_source`.
 *
 * @see botocore credentials.py, AssumeRoleProvider
 */
export function assumeRoleProvider(context: ProviderContext, sources: RoleSources): CredentialProvider {
  return {
    method,
    async load(note) {
      if (!hasRole(context.files.merged.profiles[context.profile])) {
        note(`role_arn of ${placeOfProfile(context)}`, "not set, or there for a web identity");
        return undefined;
      }
      return assume(context.profile, [context.profile], { context, sources, note, features: new Set(), told: "" });
    },
  };
}

interface Search {
  readonly context: ProviderContext;
  readonly sources: RoleSources;
  readonly note: Note;
  /** Ids of what the search came upon, for user agents: of the profiles, not of where the first keys come from. */
  readonly features: Set<string>;
  /** What calls of AssumeRole tell: in a chain of roles, each the same. */
  told: string;
}

async function assume(profile: string, visited: readonly string[], search: Search): Promise<Credentials> {
  const { context, sources, note, features } = search;
  const section = context.files.merged.profiles[profile]!;
  note(`role_arn of ${placeOfProfile({ ...context, profile })}`, "is set");
  const source = await sourceOf(profile, section, visited, search);
  search.told = [...features].join(",");
  features.add("i");
  const serial = text(section.mfa_serial);
  const parameters = {
    RoleArn: text(section.role_arn) ?? "",
    RoleSessionName: text(section.role_session_name),
    ExternalId: text(section.external_id),
    SerialNumber: serial,
    DurationSeconds: duration(section.duration_seconds),
  };
  const refresh = roleCredentials(
    {
      parameters,
      operation: assumeRole,
      async call(RoleSessionName) {
        const TokenCode = serial === undefined ? undefined : await sources.prompter(`Enter MFA code for ${serial}: `);
        const credentials = await source.getFrozenCredentials();
        const input = { ...parameters, RoleSessionName, TokenCode };
        return callService(context, sts, assumeRole, input, {
          region: context.clientRegion,
          credentials,
          features: search.told,
        });
      },
    },
    sources.cache,
    context,
  );
  return new DeferredRefreshableCredentials({
    method,
    features: [...addFeaturesOf(source, new Set(features))].join(","),
    clock: context.clock,
    refresh: serial === undefined ? refresh : once(refresh, profile),
    onAdvisoryFailure: (error) =>
      context.logger?.warn(`Assuming the role of profile "${profile}" again failed.`, error),
  });
}

/** The credentials that a profile's role is assumed with. */
async function sourceOf(
  profile: string,
  section: Section,
  visited: readonly string[],
  search: Search,
): Promise<Credentials> {
  const source = text(section.source_profile);
  const named = text(section.credential_source);
  if (source !== undefined && named !== undefined) {
    throw new InvalidConfigError(`Profile "${profile}" has both source_profile and credential_source: one is enough.`);
  }
  if (named !== undefined) return fromNamedSource(profile, named, search);
  if (source === undefined) {
    throw new PartialCredentialsError(
      `Profile "${profile}" has a role_arn, but neither source_profile nor credential_source to assume it with.`,
    );
  }
  checkSource(profile, source, visited, search);
  return fromProfile(source, [...visited, source], search);
}

async function fromNamedSource(
  profile: string,
  name: string,
  { sources, note, features }: Search,
): Promise<Credentials> {
  const provider = sources.named.find(({ canonicalName }) => canonicalName === name);
  if (!provider) {
    const names = sources.named.map(({ canonicalName }) => canonicalName).join(", ");
    throw new InvalidConfigError(
      `credential_source of profile "${profile}" is ${JSON.stringify(name)}; there are ${names}.`,
    );
  }
  note(`credential_source of profile "${profile}"`, `is ${name}`);
  const credentials = await provider.load(note);
  if (credentials) {
    features.add("p");
    addFeaturesOf(credentials, features);
    return credentials;
  }
  throw new CredentialRetrievalError(`${name}, the credential_source of profile "${profile}", has no credentials.`);
}

/**
 * A profile may name itself if it has keys: they are used then. Whoever comes to a profile a second time would go on
 * for ever.
 */
function checkSource(profile: string, source: string, visited: readonly string[], { context }: Search): void {
  const section = context.files.merged.profiles[source];
  if (!section) {
    throw new InvalidConfigError(
      `source_profile of profile "${profile}" is "${source}", and there is no such profile.`,
    );
  }
  if (!visited.includes(source) || (source === profile && hasKeys(section))) return;
  throw new InfiniteLoopConfigError(
    `source_profile goes round in a circle: ${[...visited, source].map((name) => `"${name}"`).join(", ")}.`,
  );
}

/** Keys in a profile win over its role. */
async function fromProfile(profile: string, visited: readonly string[], search: Search): Promise<Credentials> {
  const { context, sources, note } = search;
  const section = context.files.merged.profiles[profile]!;
  note("source_profile", `is "${profile}"`);
  search.features.add("o").add("n");
  if (!hasKeys(section) && hasRole(section)) return assume(profile, visited, search);
  for (const provider of sources.ofProfile({ ...context, profile, isProfileGiven: true })) {
    const credentials = await provider.load(note);
    if (credentials) return credentials;
  }
  throw new InvalidConfigError(`Profile "${profile}" is a source_profile, but it has no credentials.`);
}

/** Codes are good for one call. */
function once<Value>(refresh: () => Promise<Value>, profile: string): () => Promise<Value> {
  let isUsed = false;
  return async () => {
    if (isUsed) {
      throw new RefreshWithMFAUnsupportedError(
        `The role of profile "${profile}" asks for an MFA code: its credentials cannot be refreshed. Make a new session.`,
      );
    }
    isUsed = true;
    return refresh();
  };
}

function addFeaturesOf(credentials: Credentials, features: Set<string>): Set<string> {
  for (const id of credentials["~features"]?.split(",") ?? []) features.add(id);
  return features;
}

/** Web identity has a provider of its own. */
function hasRole(section: Section | undefined): boolean {
  return section?.role_arn !== undefined && section.web_identity_token_file === undefined;
}

function hasKeys(section: Section): boolean {
  return section.aws_access_key_id !== undefined || section.aws_secret_access_key !== undefined;
}

/** What is no number is passed over. */
function duration(value: Section[string] | undefined): number | undefined {
  if (value === undefined) return undefined;
  try {
    return toInteger(value);
  } catch {
    return undefined;
  }
}

function text(value: Section[string] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

const method = "assume-role";
