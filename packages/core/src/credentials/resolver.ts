import { nearestNames } from "../config/nearest-names.js";
import { UnknownCredentialError } from "../errors/credentials.js";
import type { Credentials } from "./credentials.js";
import type { CredentialProvider } from "./provider.js";

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

function ignore(): void {}
