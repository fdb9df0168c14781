/**
 * Keeps what services issued, by key, as plain JSON values. A `Map` is one; `jsonFileCache` shares them with other
 * programs.
 */
export interface CredentialCache {
  /** The value of a key; undefined when there is none. */
  get(key: string): unknown;
  set(key: string, value: unknown): unknown;
}
