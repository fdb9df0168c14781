import { FrozenAuthToken } from "../../auth/identity.js";
import { ClientError } from "../../errors/client-error.js";
import { InvalidConfigError } from "../../errors/config.js";
import { TokenRetrievalError } from "../../errors/credentials.js";
import { callService } from "../call-service.js";
import { createToken, service as ssoOidc } from "../operations/sso-oidc.js";
import { parseTime } from "../parse-expiration.js";
import type { ProviderContext } from "../provider-context.js";
import { DeferredRefreshableToken } from "../refreshable-token.js";
import { type SsoToken, ssoTokenFile } from "../sso-token-file.js";
import type { TokenProvider } from "../token-provider-chain.js";

/**
 * The token that `aws sso login` got for the profile's `sso_session`. It is refreshed while its client's registration
 * lasts, and kept in the same file.
 *
 * @see botocore tokens.py, SSOTokenProvider
 */
export function ssoTokenProvider(context: ProviderContext): TokenProvider {
  return {
    method: "sso",
    async loadToken() {
      const session = ssoSession(context);
      if (!session) return undefined;
      const { profile, clock, logger } = context;
      const file = ssoTokenFile(session.name, profile);
      let failure: unknown;
      return new DeferredRefreshableToken({
        clock,
        async refresh() {
          failure = undefined;
          const { token, expiration } = file.load();
          const isDue = expiration.getTime() - clock() < refreshMs;
          const renewed = isDue
            ? await renew(token, session, context).catch((error: unknown) => {
                if (!(error instanceof ClientError)) throw error;
                logger?.warn(`Refreshing the token of sso-session "${session.name}" failed.`, error);
                failure = error;
                return undefined;
              })
            : undefined;
          if (!renewed) return new FrozenAuthToken({ token: token.accessToken, expiration });
          await file.save(renewed.token, logger);
          return new FrozenAuthToken({ token: renewed.token.accessToken, expiration: renewed.expiration });
        },
        expired: () =>
          new TokenRetrievalError(
            `The token of sso-session "${session.name}" in ${file.path} has expired and could not be refreshed: ` +
              file.advice,
            { cause: failure },
          ),
        onAdvisoryFailure: (error) =>
          logger?.warn(`Refreshing the token of sso-session "${session.name}" failed.`, error),
      });
    },
  };
}

interface SsoSession {
  readonly name: string;
  readonly region: string;
  readonly startUrl: string;
}

function ssoSession({ files, profile }: ProviderContext): SsoSession | undefined {
  const { profiles, ssoSessions } = files.merged;
  const name = profiles[profile]?.sso_session;
  if (typeof name !== "string") return undefined;
  const section = ssoSessions[name] ?? {};
  const { sso_region: region, sso_start_url: startUrl } = section;
  if (typeof region === "string" && typeof startUrl === "string") return { name, region, startUrl };
  const missing = Object.entries({ sso_start_url: startUrl, sso_region: region }).filter(([, value]) => !value);
  throw new InvalidConfigError(
    Object.keys(section).length === 0
      ? `Profile "${profile}" names sso_session "${name}", but ${files.configFile} has no [sso-session ${name}].`
      : `[sso-session ${name}] of ${files.configFile}, which profile "${profile}" names, has no ` +
          `${missing.map(([key]) => key).join(", no ")}.`,
  );
}

/** A new token, or undefined where the old one brings nothing to get it with. */
async function renew(
  token: SsoToken,
  { name, region, startUrl }: SsoSession,
  context: ProviderContext,
): Promise<{ readonly token: SsoToken; readonly expiration: Date } | undefined> {
  const { clientId, clientSecret, refreshToken, registrationExpiresAt } = token as Readonly<Record<string, string>>;
  if (!refreshToken || !clientId || !clientSecret || !registrationExpiresAt) return undefined;
  const registeredUntil = parseTime(registrationExpiresAt);
  if (!registeredUntil || registeredUntil.getTime() <= context.clock()) return undefined;
  const input = { grantType: "refresh_token", clientId, clientSecret, refreshToken };
  const output = await callService(context, ssoOidc, createToken, input, { region });
  const { accessToken, expiresIn } = output;
  if (accessToken === undefined || expiresIn === undefined) {
    throw new TokenRetrievalError(`Refreshing the token of sso-session "${name}" gave no token, or no end of it.`);
  }
  const expiration = new Date(context.clock() + expiresIn * 1000);
  return {
    token: {
      startUrl,
      region,
      accessToken,
      expiresAt: `${expiration.toISOString().slice(0, 19)}Z`,
      clientId,
      clientSecret,
      registrationExpiresAt,
      refreshToken: output.refreshToken,
    },
    expiration,
  };
}

const refreshMs = 15 * 60_000;
