import { runProcess } from "#platform/run-process";
import type { AwsCredentials } from "../../auth/identity.js";
import { shellSplit } from "../../config/shell-split.js";
import { CredentialRetrievalError } from "../../errors/credentials.js";
import { Credentials, DeferredRefreshableCredentials, RefreshableCredentials } from "../credentials.js";
import { parseExpiration } from "../parse-expiration.js";
import { placeOfProfile } from "../place-of-profile.js";
import type { CredentialProvider } from "../provider.js";
import type { ProviderContext } from "../provider-context.js";

const method = "custom-process";
const features = "v,w";

/** The program that the profile's `credential_process` names: it prints credentials as JSON. No shell is involved. */
export function processProvider(
  context: Pick<ProviderContext, "files" | "profile" | "clock" | "logger">,
): CredentialProvider {
  return {
    method,
    async load(note) {
      const { credential_process: command, aws_account_id: accountId } =
        context.files.merged.profiles[context.profile] ?? {};
      const place = `credential_process of ${placeOfProfile(context)}`;
      if (typeof command !== "string") {
        note(place, "is not set");
        return undefined;
      }
      note(place, note.isExplaining ? "is set; it was not run" : "is set");
      const fallbackAccountId = typeof accountId === "string" ? accountId : undefined;
      const refresh = (): Promise<AwsCredentials> => credentialsFromProcess(command, fallbackAccountId);
      const { clock } = context;
      if (note.isExplaining) return new DeferredRefreshableCredentials({ method, features, clock, refresh });
      const keys = await refresh();
      if (!keys.expiration) return new Credentials(keys, method, features);
      return new RefreshableCredentials(keys, {
        method,
        features,
        clock,
        refresh,
        onAdvisoryFailure: (error) => context.logger?.warn("Running the credential_process again failed.", error),
      });
    },
  };
}

/** Runs a command line and reads the credentials that it prints. */
export async function credentialsFromProcess(command: string, accountId?: string): Promise<AwsCredentials> {
  const words = shellSplit(command);
  if (!words || words.length === 0) throw failed("the command has a quote that is not closed, or is empty");
  let output: unknown;
  const { status, stdout, stderr } = await runProcess(words).catch((cause: unknown) => {
    throw failed(`${words[0]} cannot be run`, cause);
  });
  if (status !== 0) throw failed(`${words[0]} ended with ${status}: ${stderr.trim()}`);
  try {
    output = JSON.parse(stdout);
  } catch {
    // The cause would quote what was printed, and that may be a key.
    throw failed(`${words[0]} did not print JSON`);
  }
  return readOutput(output, accountId);
}

function readOutput(output: unknown, fallbackAccountId: string | undefined): AwsCredentials {
  const { Version, AccessKeyId, SecretAccessKey, SessionToken, Expiration, AccountId } = (output ?? {}) as Record<
    string,
    unknown
  >;
  if (Version !== 1) throw failed(`the output's Version is ${JSON.stringify(Version)}; 1 is supported`);
  if (typeof AccessKeyId !== "string") throw failed("the output has no AccessKeyId");
  if (typeof SecretAccessKey !== "string") throw failed("the output has no SecretAccessKey");
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: typeof SessionToken === "string" ? SessionToken : undefined,
    accountId: typeof AccountId === "string" && AccountId !== "" ? AccountId : fallbackAccountId,
    expiration:
      typeof Expiration === "string" ? parseExpiration(Expiration, "Expiration of the credential_process") : undefined,
  };
}

function failed(reason: string, cause?: unknown): CredentialRetrievalError {
  return new CredentialRetrievalError(`Getting credentials from a credential_process failed: ${reason}.`, { cause });
}
