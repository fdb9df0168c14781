/** A key pair that the local services accept, and who it stands for. */
export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Temporary credentials must be sent together with this token. */
  readonly sessionToken?: string;
  /** Epoch milliseconds; a request signed with it later is answered with ExpiredToken. Default: never. */
  readonly expiresAt?: number;
  /** What GetCallerIdentity answers; by default an IAM user of the local account. */
  readonly identity?: Identity;
}

/** Whom a credential belongs to, as GetCallerIdentity tells it. */
export interface Identity {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

/** The credentials used where none are named: those of AWS's documentation. */
export const defaultCredential: Credential = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
};

/** The account that owns everything in the local services. */
export const localAccount = "123456789012";

/** All credentials that services accept; STS adds to it what it issues. */
export class CredentialStore {
  readonly #byAccessKeyId = new Map<string, Credential[]>();

  constructor(credentials: Iterable<Credential> = [defaultCredential]) {
    for (const credential of credentials) {
      this.add(credential);
    }
  }

  add(credential: Credential): void {
    const known = this.#byAccessKeyId.get(credential.accessKeyId) ?? [];
    this.#byAccessKeyId.set(credential.accessKeyId, [...known, credential]);
  }

  /** Whether any credential has this id, whatever its token. */
  has(accessKeyId: string): boolean {
    return this.#byAccessKeyId.has(accessKeyId);
  }

  /** The credential with this id and exactly this token (`undefined`: long-term credentials). */
  find(accessKeyId: string, sessionToken: string | undefined): Credential | undefined {
    return this.#byAccessKeyId.get(accessKeyId)?.find((credential) => credential.sessionToken === sessionToken);
  }
}

/** The identity of a credential, or that of a local IAM user. */
export function identityOf(credential: Credential): Identity {
  return (
    credential.identity ?? {
      account: localAccount,
      arn: `arn:aws:iam::${localAccount}:user/local`,
      userId: "AIDALOCALUSER00000000",
    }
  );
}
