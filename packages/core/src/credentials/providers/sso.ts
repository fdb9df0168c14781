import type { Section } from "../../config/profiles.js";
import { ClientError } from "../../errors/client-error.js";
import { InvalidConfigError } from "../../errors/config.js";
import { CredentialRetrievalError, UnauthorizedSSOTokenError } from "../../errors/credentials.js";
import { cachedCredentials, type Issued } from "../cached-credentials.js";
import { callService } from "../call-service.js";
import type { CredentialCache } from "../credential-cache.js";
import { DeferredRefreshableCredentials } from "../credentials.js";
import { getRoleCredentials, service as sso } from "../operations/sso.js";
import { placeOfProfile } from "../place-of-profile.js";
import type { CredentialProvider, Note } from "../provider.js";
import type { ProviderContext } from "../provider-context.js";
import { compactPythonJson } from "../python-json.js";
import { sha1Hex } from "../sha1-hex.js";
import type { SignInFile } from "../sign-in-file.js";
import { type SsoToken, ssoTokenFile } from "../sso-token-file.js";
import { ssoTokenProvider } from "./sso-token.js";

/**
 * A role in IAM Identity Center, for the sign-in that `aws sso login` made: `sso_account_id` and `sso_role_name` of
 * the profile, with the sign-in of its `sso_session`, or of its own `sso_start_url` (which is not refreshed).
 *
 * @see botocore credentials.py, SSOProvider
 */
export function ssoProvider(context: ProviderContext, cache: CredentialCache): CredentialProvider {
  return {
    method,
    async load(note) {
      const { profile, clock, logger } = context;
      const settings = readSettings(context);
      if (!settings) {
        note(`sso_role_name, sso_account_id of ${placeOfProfile(context)}`, "not set");
        return undefined;
      }
      const { sso_session: session, sso_start_url: startUrl } = settings;
      note(`sso_role_name, sso_account_id of ${placeOfProfile(context)}`, "are set");
      if (note.isExplaining) explainToken(settings, context, note);
      const { sso_role_name: roleName, sso_account_id: accountId } = settings;
      const key =
        session === undefined ? { accountId, roleName, startUrl } : { accountId, roleName, sessionName: session };
      return new DeferredRefreshableCredentials({
        method,
        features: session === undefined ? "t,u" : "r,s",
        clock,
        refresh: () =>
          cachedCredentials(sha1Hex(compactPythonJson(key)), () => issue(settings, context), cache, context),
        onAdvisoryFailure: (error) =>
          logger?.warn(`Getting the role of profile "${profile}" from IAM Identity Center again failed.`, error),
      });
    },
  };
}

interface SsoSettings {
  readonly sso_role_name: string;
  readonly sso_account_id: string;
  readonly sso_start_url: string;
  readonly sso_region: string;
  readonly sso_session?: string;
}

function readSettings({ files, profile }: ProviderContext): SsoSettings | undefined {
  const { profiles, ssoSessions } = files.merged;
  const own = profiles[profile] ?? {};
  if (own.sso_role_name === undefined && own.sso_account_id === undefined) return undefined;
  const name = own.sso_session as string | undefined;
  const session = name === undefined ? {} : ssoSessions[name];
  const place = `profile "${profile}" of ${files.configFile}`;
  if (!session) {
    throw new InvalidConfigError(`sso_session of ${place} is "${name}", but there is no [sso-session ${name}].`);
  }
  checkSession(own, session, `${place} and its [sso-session ${name}]`);
  const all = { ...own, ...session };
  const missing = required.filter((key) => typeof all[key] !== "string");
  if (missing.length === 0) return all as unknown as SsoSettings;
  throw new InvalidConfigError(
    `To sign in with IAM Identity Center ${place} needs ${missing.join(", ")}` +
      `${name === undefined ? "" : `, or its [sso-session ${name}] does`}.`,
  );
}

/** What both say, both must say alike. */
function checkSession(own: Section, session: Section, places: string): void {
  for (const [key, value] of Object.entries(session)) {
    if (JSON.stringify(own[key] ?? value) === JSON.stringify(value)) continue;
    throw new InvalidConfigError(`${key} differs between ${places}: leave it out of the profile.`);
  }
}

async function issue(settings: SsoSettings, context: ProviderContext): Promise<Issued> {
  const { sso_role_name: roleName, sso_account_id: accountId, sso_region: region } = settings;
  const accessToken = await accessTokenFor(settings, context);
  const { roleCredentials = {} } = await callService(
    context,
    sso,
    getRoleCredentials,
    { roleName, accountId, accessToken },
    { region, features: settings.sso_session === undefined ? "t" : "r" },
  ).catch((error: unknown) => {
    if (!(error instanceof ClientError) || error.code !== "UnauthorizedException") throw error;
    throw unauthorized("was refused", settings, context, error);
  });
  const { accessKeyId, secretAccessKey, sessionToken, expiration: end } = roleCredentials;
  if (!accessKeyId || !secretAccessKey || !sessionToken || end === undefined) {
    throw new CredentialRetrievalError(`SSO answered for profile "${context.profile}" without all parts of a key.`);
  }
  const expiration = new Date(end);
  const Credentials = {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: `${expiration.toISOString().slice(0, 19)}Z`,
    AccountId: accountId,
  };
  return {
    credentials: { accessKeyId, secretAccessKey, sessionToken, expiration, accountId },
    entry: { ProviderType: method, Credentials },
  };
}

/** The token of an sso-session is refreshed; that of a start URL alone is taken as it is. */
async function accessTokenFor(settings: SsoSettings, context: ProviderContext): Promise<string> {
  if (settings.sso_session !== undefined) {
    const session = await ssoTokenProvider(context).loadToken({});
    return (await session!.getFrozenToken()).token;
  }
  const { token, expiration } = tokenFile(settings, context).load();
  if (expiration.getTime() <= context.clock()) throw unauthorized("has expired", settings, context);
  return token.accessToken;
}

function explainToken(settings: SsoSettings, context: ProviderContext, note: Note): void {
  const file = tokenFile(settings, context);
  const hasEnded = file.load().expiration.getTime() <= context.clock();
  note(file.path, hasEnded ? `has a token that has expired; for a new one ${file.advice}` : "has a token");
}

function unauthorized(what: string, settings: SsoSettings, context: ProviderContext, cause?: unknown): Error {
  const { path, advice } = tokenFile(settings, context);
  const message = `The sign-in of profile "${context.profile}" in ${path} ${what}: ${advice}`;
  return new UnauthorizedSSOTokenError(message, { cause });
}

function tokenFile(settings: SsoSettings, { profile }: ProviderContext): SignInFile<SsoToken> {
  return ssoTokenFile(settings.sso_session ?? settings.sso_start_url, profile);
}

const method = "sso";
const required = ["sso_role_name", "sso_account_id", "sso_start_url", "sso_region"];
