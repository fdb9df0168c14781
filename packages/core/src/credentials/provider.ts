import type { CredentialCache } from "./credential-cache.js";
import type { Credentials } from "./credentials.js";

/** Notes where a provider looked and what it found there, never a value: `note("AWS_ACCESS_KEY_ID", "is not set")`. */
export interface Note {
  (place: string, found: string): void;
  /** Nobody will use the credentials: a provider looks as far as that has no effects. */
  isExplaining?: boolean;
}

/** Asks whoever runs the program for the code of a device; the prompt names it: `Enter MFA code for <serial>: `. */
export type MfaPrompter = (prompt: string) => Promise<string>;

/** One place that credentials may come from. */
export interface CredentialProvider {
  /** botocore's short name, for example `env`. */
  readonly method: string;
  /** The name in a profile's `credential_source`, for example `Environment`. */
  readonly canonicalName?: string | undefined;
  /** Where providers of roles keep what a service issued. Default: one in memory, which they share. */
  cache?: CredentialCache | undefined;
  /** How the provider `assume-role` asks for an MFA code. Default: on the terminal, without an echo. */
  prompter?: MfaPrompter | undefined;
  /**
   * The credentials, or undefined when there are none here. A provider that is configured but fails throws, which
   * ends the search.
   */
  load(note: Note): Promise<Credentials | undefined>;
}
