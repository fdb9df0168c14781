import type { AwsCredentials } from "../auth/identity.js";
import type { Section } from "../config/profiles.js";
import { PartialCredentialsError } from "../errors/credentials.js";

/** The keys that a section of an INI file holds, or undefined when it has no `aws_access_key_id`. */
export function keysOfSection(section: Section, place: string): AwsCredentials | undefined {
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey } = section;
  if (typeof accessKeyId !== "string") return undefined;
  if (typeof secretAccessKey !== "string") {
    throw new PartialCredentialsError(`Partial credentials in ${place}: aws_secret_access_key is missing.`);
  }
  return {
    accessKeyId,
    secretAccessKey,
    sessionToken: text(section.aws_security_token) ?? text(section.aws_session_token),
    accountId: text(section.aws_account_id),
  };
}

function text(value: Section[string] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
