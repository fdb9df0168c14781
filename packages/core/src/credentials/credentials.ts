import { type AwsCredentials, FrozenCredentials } from "../auth/identity.js";
import { Refreshing } from "../config/refreshing.js";
import { CredentialRetrievalError } from "../errors/credentials.js";

/** Where a credentials object takes its keys from. */
interface Keys {
  readonly current: FrozenCredentials | undefined;
  get(): FrozenCredentials | Promise<FrozenCredentials>;
  isDue(seconds?: number): boolean;
}

/**
 * Keys that sign requests, and where they come from. The properties give what is known now: reading one never
 * refreshes. No print, `JSON.stringify` or spread of the object shows the keys.
 */
export class Credentials {
  /** The provider they come from, for example `env`; `explicit` when code gave them. */
  readonly method: string;
  /** For core: ids of the features that they come from, as user agents tell them, with commas between. */
  readonly "~features": string | undefined;
  readonly #keys: Keys;

  constructor(keys: AwsCredentials | Keys, method: string = "explicit", features?: string) {
    this.method = method;
    this["~features"] = features;
    if ("get" in keys) {
      this.#keys = keys;
    } else {
      const frozen = freeze(keys, method, features);
      this.#keys = { current: frozen, get: () => frozen, isDue: () => false };
    }
  }

  get accessKeyId(): string | undefined {
    return this.#keys.current?.accessKeyId;
  }

  get secretAccessKey(): string | undefined {
    return this.#keys.current?.secretAccessKey;
  }

  get sessionToken(): string | undefined {
    return this.#keys.current?.sessionToken;
  }

  get accountId(): string | undefined {
    return this.#keys.current?.accountId;
  }

  get expiration(): Date | undefined {
    return this.#keys.current?.expiration;
  }

  /** All keys as one snapshot that never changes, refreshed first when that is due. */
  async getFrozenCredentials(): Promise<FrozenCredentials> {
    return this.#keys.get();
  }

  /**
   * Whether a refresh is due, without making one. `refreshInSeconds` is how long before their end that is (default
   * 900).
   */
  refreshNeeded(refreshInSeconds?: number): boolean {
    return this.#keys.isDue(refreshInSeconds);
  }
}

export interface RefreshOptions {
  /** Gets new keys, with their `expiration`. */
  readonly refresh: () => Promise<AwsCredentials>;
  readonly method: string;
  /** For core: ids of the features that the keys come from, as user agents tell them, with commas between. */
  readonly features?: string | undefined;
  /** Epoch milliseconds. Default: `Date.now`. */
  readonly clock?: (() => number) | undefined;
  /** Seconds before the end from which one caller refreshes while the others go on. Default: 900. */
  readonly advisorySeconds?: number | undefined;
  /** Seconds before the end from which all callers wait for new keys. Default: 600. */
  readonly mandatorySeconds?: number | undefined;
  /** Told when a refresh failed that was not yet necessary. */
  readonly onAdvisoryFailure?: ((error: unknown) => void) | undefined;
}

/** Temporary credentials that get new keys before the old ones end, once for all callers. */
export class RefreshableCredentials extends Credentials {
  constructor(initial: AwsCredentials, options: RefreshOptions) {
    super(refreshingKeys(initial, options), options.method, options.features);
  }
}

/** {@link RefreshableCredentials} that get their first keys when they are first needed. */
export class DeferredRefreshableCredentials extends Credentials {
  constructor(options: RefreshOptions) {
    super(refreshingKeys(undefined, options), options.method, options.features);
  }
}

function refreshingKeys(initial: AwsCredentials | undefined, options: RefreshOptions): Keys {
  const {
    refresh,
    method,
    features,
    clock,
    advisorySeconds = 900,
    mandatorySeconds = 600,
    onAdvisoryFailure,
  } = options;
  return new Refreshing<FrozenCredentials>({
    initial: initial && freeze(initial, method, features),
    refresh: async () => freeze(checkRefreshed(await refresh(), method), method, features),
    windows: () => ({ advisorySeconds, mandatorySeconds }),
    clock,
    onAdvisoryFailure,
  });
}

function checkRefreshed(credentials: AwsCredentials, method: string): AwsCredentials {
  const missing = (["accessKeyId", "secretAccessKey", "expiration"] as const).filter((part) => !credentials?.[part]);
  if (missing.length === 0) return credentials;
  throw new CredentialRetrievalError(
    `Refreshing the credentials of provider ${method} gave no ${missing.join(", no ")}.`,
  );
}

/** Reads part by part: credentials may be an object whose getters a spread does not see. */
function freeze(credentials: AwsCredentials, method: string, features: string | undefined): FrozenCredentials {
  const { accessKeyId, secretAccessKey, sessionToken, accountId, expiration } = credentials;
  const keys = { accessKeyId, secretAccessKey, sessionToken, accountId, expiration };
  return new FrozenCredentials({ ...keys, method, "~features": features });
}
