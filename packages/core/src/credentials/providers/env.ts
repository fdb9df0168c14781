import type { AwsCredentials } from "../../auth/identity.js";
import { PartialCredentialsError } from "../../errors/credentials.js";
import { Credentials, RefreshableCredentials } from "../credentials.js";
import { parseExpiration } from "../parse-expiration.js";
import type { CredentialProvider } from "../provider.js";
import type { ProviderContext } from "../provider-context.js";

/**
 * `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` and the like. An empty variable counts as absent.
 * With `AWS_CREDENTIAL_EXPIRATION` the environment is read again before that time.
 */
export function envProvider(context: Pick<ProviderContext, "environment" | "clock" | "logger">): CredentialProvider {
  const method = "env";
  const features = "g";
  return {
    method,
    canonicalName: "Environment",
    async load(note) {
      if (!context.environment.AWS_ACCESS_KEY_ID) {
        note("AWS_ACCESS_KEY_ID", "is not set");
        return undefined;
      }
      note("AWS_ACCESS_KEY_ID", "is set");
      const keys = readEnvironment(context.environment);
      if (!keys.expiration) return new Credentials(keys, method, features);
      return new RefreshableCredentials(keys, {
        method,
        features,
        clock: context.clock,
        onAdvisoryFailure: (error) =>
          context.logger?.warn("Reading the environment's credentials again failed.", error),
        refresh: async () => {
          const again = readEnvironment(context.environment);
          if (!again.expiration) throw missing("AWS_CREDENTIAL_EXPIRATION");
          return again;
        },
      });
    },
  };
}

function readEnvironment(environment: Readonly<Record<string, string | undefined>>): AwsCredentials {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SECURITY_TOKEN, AWS_SESSION_TOKEN } = environment;
  const { AWS_ACCOUNT_ID, AWS_CREDENTIAL_EXPIRATION } = environment;
  if (!AWS_ACCESS_KEY_ID) throw missing("AWS_ACCESS_KEY_ID");
  if (!AWS_SECRET_ACCESS_KEY) throw missing("AWS_SECRET_ACCESS_KEY");
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SECURITY_TOKEN || AWS_SESSION_TOKEN || undefined,
    accountId: AWS_ACCOUNT_ID || undefined,
    expiration: AWS_CREDENTIAL_EXPIRATION
      ? parseExpiration(AWS_CREDENTIAL_EXPIRATION, "The environment variable AWS_CREDENTIAL_EXPIRATION")
      : undefined,
  };
}

function missing(variable: string): PartialCredentialsError {
  return new PartialCredentialsError(`Partial credentials in the environment: ${variable} is missing.`);
}
