import {
  CredentialStore,
  defaultCredential,
  type LocalService,
  startVerifier,
  type VerifierOptions,
} from "@inia/local-aws";
import { afterAll, beforeAll, expect, inject } from "vitest";

/** What a client needs to reach moto. */
export interface LiveConfig {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: typeof defaultCredential;
  readonly loadConfig: false;
}

/** A verifier in front of an empty moto, for the tests of one file. */
export class Live {
  readonly store: CredentialStore = new CredentialStore([defaultCredential]);
  #verifier: LocalService | undefined;

  async start(options: Pick<VerifierOptions, "allowUnsigned">): Promise<void> {
    const target = inject("moto");
    await fetch(`${target}/moto-api/reset`, { method: "POST" });
    this.#verifier = await startVerifier({ ...options, target, credentials: this.store });
  }

  get verifier(): LocalService {
    if (this.#verifier === undefined) throw new Error("The verifier is not running: ask for it within a test.");
    return this.#verifier;
  }

  /** Clients given this send every request through the verifier. */
  get config(): LiveConfig {
    return {
      region: "us-east-1",
      endpoint: this.verifier.endpoint,
      credentials: defaultCredential,
      loadConfig: false,
    };
  }
}

/** Starts moto's verifier before a file's tests; after them every request must have been signed as it should be. */
export function useMoto(options: Pick<VerifierOptions, "allowUnsigned"> = {}): Live {
  const live = new Live();
  beforeAll(() => live.start(options));
  afterAll(async () => {
    await live.verifier.close();
    expect(live.verifier.requests.filter(({ status }) => status >= 500)).toEqual([]);
  });
  return live;
}
