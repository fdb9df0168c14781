import {
  CredentialStore,
  defaultCredential,
  type LocalService,
  startVerifier,
  type VerifierOptions,
} from "@inia/local-aws";
import { afterAll, beforeAll, inject } from "vitest";

/** What a client needs to reach moto. */
export interface LiveConfig {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: typeof defaultCredential;
  readonly loadConfig: false;
}

/** A verifier in front of an empty moto: what is signed wrongly gets AWS's error, and never reaches moto. */
export class Live {
  /** Whose requests are accepted. */
  readonly credentials: CredentialStore = new CredentialStore([defaultCredential]);
  #verifier: LocalService | undefined;

  async start(options: Pick<VerifierOptions, "allowUnsigned">): Promise<void> {
    const target = inject("moto");
    await fetch(`${target}/moto-api/reset`, { method: "POST" });
    this.#verifier = await startVerifier({ ...options, target, credentials: this.credentials });
  }

  async close(): Promise<void> {
    await this.#verifier?.close();
  }

  /** Configuration of clients whose requests go through the verifier. */
  get config(): LiveConfig {
    if (this.#verifier === undefined) throw new Error("The verifier runs only while tests do: ask within a test.");
    const { endpoint } = this.#verifier;
    return { region: "us-east-1", endpoint, credentials: defaultCredential, loadConfig: false };
  }
}

/** Empties moto and starts a verifier before a file's tests. */
export function useMoto(options: Pick<VerifierOptions, "allowUnsigned"> = {}): Live {
  const live = new Live();
  beforeAll(() => live.start(options));
  afterAll(() => live.close());
  return live;
}
