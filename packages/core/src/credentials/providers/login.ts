import { dpopSigner } from "#platform/dpop";
import type { AwsCredentials } from "../../auth/identity.js";
import { ClientError } from "../../errors/client-error.js";
import { LoginError, LoginInsufficientPermissions, LoginRefreshRequired } from "../../errors/credentials.js";
import { callService } from "../call-service.js";
import { RefreshableCredentials } from "../credentials.js";
import type { DpopSigner } from "../dpop-signer.js";
import { type LoginToken, loginTokenFile } from "../login-token-file.js";
import { type CreateOAuth2TokenResponse, createOAuth2Token, service as signin } from "../operations/signin.js";
import { placeOfProfile } from "../place-of-profile.js";
import type { CredentialProvider } from "../provider.js";
import type { ProviderContext } from "../provider-context.js";
import type { SignInFile } from "../sign-in-file.js";

/**
 * The console's credentials, for the login that `aws login` made: the profile's `login_session`. They are refreshed,
 * and kept in the same file.
 *
 * @see botocore credentials.py, LoginProvider
 */
export function loginProvider(context: ProviderContext): CredentialProvider {
  return {
    method,
    async load(note) {
      const { profile, files, clock, logger } = context;
      const place = `login_session of ${placeOfProfile(context)}`;
      const session = files.merged.profiles[profile]?.login_session;
      if (typeof session !== "string") {
        note(place, "is not set");
        return undefined;
      }
      const file = loginTokenFile(session, context);
      note(place, "is set");
      const { token, expiration } = file.load();
      note(file.path, "has tokens");
      return new RefreshableCredentials(keysOf(token, expiration), {
        method,
        features,
        clock,
        refresh: () => refresh(file, context),
        onAdvisoryFailure: (error) => logger?.warn(`Refreshing the login of profile "${profile}" failed.`, error),
      });
    },
  };
}

/** Another program may have refreshed the tokens meanwhile: the file is read again. */
async function refresh(file: SignInFile<LoginToken>, context: ProviderContext): Promise<AwsCredentials> {
  const { token, expiration } = file.load();
  const proof = proofs(token, file);
  if (expiration.getTime() - context.clock() > keptMs) return keysOf(token, expiration);
  const { tokenOutput } = await renew(token, proof, file, context);
  if (!tokenOutput?.accessToken)
    throw file.unusable("could not be refreshed: the answer of the sign-in service has no tokens");
  const { accessToken, refreshToken, expiresIn } = tokenOutput;
  const { accessKeyId, secretAccessKey, sessionToken } = accessToken;
  const end = new Date(context.clock() + expiresIn * 1000);
  const { accountId } = token.accessToken;
  const expiresAt = `${end.toISOString().slice(0, 19)}Z`;
  const renewed = {
    ...token,
    accessToken: { accessKeyId, secretAccessKey, sessionToken, accountId, expiresAt },
    refreshToken,
  };
  await file.save(renewed, context.logger);
  return keysOf(renewed, end);
}

function proofs(token: LoginToken, file: SignInFile<LoginToken>): DpopSigner {
  try {
    return dpopSigner(token.dpopKey);
  } catch (cause) {
    throw file.unusable("has a dpopKey that is no private key on P-256", cause);
  }
}

async function renew(
  { clientId, refreshToken }: LoginToken,
  proof: DpopSigner,
  { path, advice }: SignInFile<LoginToken>,
  context: ProviderContext,
): Promise<CreateOAuth2TokenResponse> {
  const { profile, clock } = context;
  const input = { tokenInput: { clientId, refreshToken, grantType: "refresh_token" } };
  try {
    return await callService(context, signin, createOAuth2Token, input, {
      region: context.getConfigVariable("region") || context.clientRegion,
      features,
      register: (events) =>
        // Each attempt has a proof of its own: servers may refuse one that they have seen. (RFC 9449, 11.1)
        events.register("request-created.signin.CreateOAuth2Token", ({ request }) => {
          request.headers.DPoP = proof(request.method, request.url, clock());
        }),
    });
  } catch (cause) {
    if (!(cause instanceof ClientError) || cause.code !== "AccessDeniedException") throw cause;
    const session = `The login of profile "${profile}" in ${path}`;
    const { error } = cause.response;
    if (error === "INSUFFICIENT_PERMISSIONS") {
      throw new LoginInsufficientPermissions(
        `${session} may not be refreshed: its user needs the permission signin:CreateOAuth2Token.`,
        { cause },
      );
    }
    const ended = ends[String(error)];
    throw ended === undefined
      ? new LoginError(`${session} was not refreshed: ${advice}`, { cause })
      : new LoginRefreshRequired(`${session} ${ended}: ${advice}`, { cause });
  }
}

function keysOf({ accessToken }: LoginToken, expiration: Date): AwsCredentials {
  const { accessKeyId, secretAccessKey, sessionToken, accountId } = accessToken;
  return { accessKeyId, secretAccessKey, sessionToken, accountId, expiration };
}

const ends: Readonly<Record<string, string>> = {
  TOKEN_EXPIRED: "has expired",
  USER_CREDENTIALS_CHANGED: "has ended, for the user's credentials changed",
};
const method = "login";
const features = "AC,AD";
const keptMs = 5 * 60_000;
