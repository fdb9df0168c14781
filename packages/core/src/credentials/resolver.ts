import { nearestNames } from "../config/nearest-names.js";
import { UnknownCredentialError } from "../errors/credentials.js";
import type { Credentials } from "./credentials.js";
import type { CredentialProvider } from "./provider.js";

/** What one provider did in a search. Never holds a value of a credential. */
export interface CredentialExplanation {
  readonly method: string;
  readonly outcome: "found" | "passed" | "failed" | "not asked";
  /** What it looked at, in order. */
  readonly notes: readonly string[];
  /** Why it failed. */
  readonly error?: unknown;
}

/** Providers of credentials, asked one after the other. */
export class CredentialResolver {
  readonly #providers: CredentialProvider[];

  constructor(providers: readonly CredentialProvider[]) {
    this.#providers = [...providers];
  }

  get providers(): readonly CredentialProvider[] {
    return this.#providers;
  }

  /** The credentials of the first provider that has any. A provider that fails ends the search with its error. */
  async loadCredentials(): Promise<Credentials | undefined> {
    for (const provider of this.#providers) {
      const credentials = await provider.load(ignore);
      if (credentials) return credentials;
    }
    return undefined;
  }

  /** Searches as {@link loadCredentials} does, and tells what each provider looked at and why it passed. */
  async explain(): Promise<CredentialExplanation[]> {
    const explanations: CredentialExplanation[] = [];
    let ended = false;
    for (const provider of this.#providers) {
      if (ended) {
        explanations.push({ method: provider.method, outcome: "not asked", notes: [] });
        continue;
      }
      const explanation = await explainProvider(provider);
      explanations.push(explanation);
      ended = explanation.outcome !== "passed";
    }
    return explanations;
  }

  /** @throws {@link UnknownCredentialError} when no provider has this method. */
  insertBefore(method: string, provider: CredentialProvider): void {
    this.#providers.splice(this.#indexOf(method), 0, provider);
  }

  /** @throws {@link UnknownCredentialError} when no provider has this method. */
  insertAfter(method: string, provider: CredentialProvider): void {
    this.#providers.splice(this.#indexOf(method) + 1, 0, provider);
  }

  /** Removes a provider. One that is not there is no error. */
  remove(method: string): void {
    const index = this.#providers.findIndex((provider) => provider.method === method);
    if (index >= 0) this.#providers.splice(index, 1);
  }

  /** @throws {@link UnknownCredentialError} when no provider has this method. */
  getProvider(method: string): CredentialProvider {
    return this.#providers[this.#indexOf(method)]!;
  }

  #indexOf(method: string): number {
    const methods = this.#providers.map((provider) => provider.method);
    const index = methods.indexOf(method);
    if (index >= 0) return index;
    const [nearest] = nearestNames(method, methods, 1);
    throw new UnknownCredentialError(
      `No credential provider "${method}"${nearest ? `; did you mean "${nearest}"?` : ""} ` +
        `There are ${methods.join(", ")}.`,
    );
  }
}

async function explainProvider(provider: CredentialProvider): Promise<CredentialExplanation> {
  const { method } = provider;
  const notes: string[] = [];
  try {
    const credentials = await provider.load((what) => notes.push(what));
    return { method, outcome: credentials ? "found" : "passed", notes };
  } catch (error) {
    return { method, outcome: "failed", notes, error };
  }
}

function ignore(): void {}
