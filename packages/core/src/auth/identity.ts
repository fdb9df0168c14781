/** Keys that sign requests. Any object of this form will do wherever credentials are taken. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly accountId?: string | undefined;
  /** When temporary credentials end. */
  readonly expiration?: Date | undefined;
  /** Which provider they come from, for example `env`. */
  readonly method?: string | undefined;
  /** For core: ids of the features that they come from, as user agents tell them, with commas between. */
  readonly "~features"?: string | undefined;
}

/** A bearer token. */
export interface BearerToken {
  readonly token: string;
  readonly expiration?: Date | undefined;
}

/** Who sends a request, as far as its signer needs to know. */
export type Identity = AwsCredentials | BearerToken;

/**
 * Credentials as they were at one moment: they never change or refresh. The secret and the session token are read
 * as properties, but no print, `JSON.stringify` or spread of the object shows them.
 */
export class FrozenCredentials implements AwsCredentials {
  readonly accessKeyId: string;
  readonly accountId: string | undefined;
  readonly expiration: Date | undefined;
  readonly method: string | undefined;
  readonly "~features": string | undefined;
  readonly #secretAccessKey: string;
  readonly #sessionToken: string | undefined;

  constructor(credentials: AwsCredentials) {
    this.accessKeyId = credentials.accessKeyId;
    this.accountId = credentials.accountId;
    this.expiration = credentials.expiration;
    this.method = credentials.method;
    this["~features"] = credentials["~features"];
    this.#secretAccessKey = credentials.secretAccessKey;
    this.#sessionToken = credentials.sessionToken;
  }

  get secretAccessKey(): string {
    return this.#secretAccessKey;
  }

  get sessionToken(): string | undefined {
    return this.#sessionToken;
  }
}

/** A bearer token as it was at one moment. Printing the object does not show the token. */
export class FrozenAuthToken implements BearerToken {
  readonly expiration: Date | undefined;
  readonly #token: string;

  constructor(token: BearerToken) {
    this.expiration = token.expiration;
    this.#token = token.token;
  }

  get token(): string {
    return this.#token;
  }
}
