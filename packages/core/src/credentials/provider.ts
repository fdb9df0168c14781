import type { Credentials } from "./credentials.js";

/** Notes what a provider looked at and what it found there; never a value. */
export type Note = (what: string) => void;

/** One place that credentials may come from. */
export interface CredentialProvider {
  /** botocore's short name, for example `env`. */
  readonly method: string;
  /** The name in a profile's `credential_source`, for example `Environment`. */
  readonly canonicalName?: string | undefined;
  /**
   * The credentials, or undefined when there are none here. A provider that is configured but fails throws, which
   * ends the search.
   */
  load(note: Note): Promise<Credentials | undefined>;
}
