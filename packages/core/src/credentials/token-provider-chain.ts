import type { BearerToken } from "../auth/identity.js";
import { nearestNames } from "../config/nearest-names.js";
import { UnknownTokenProviderError } from "../errors/credentials.js";

/** A bearer token that may refresh itself. */
export interface AuthToken {
  /** The token as it is now, refreshed first when that is due. */
  getFrozenToken(): Promise<BearerToken>;
}

export interface TokenRequest {
  /** The name under which the service signs, for example `bedrock`. */
  readonly signingName?: string | undefined;
}

/** One place that bearer tokens may come from. */
export interface TokenProvider {
  /** botocore's short name, for example `env`. */
  readonly method: string;
  loadToken(request: TokenRequest): Promise<AuthToken | undefined>;
}

/** Providers of bearer tokens, asked one after the other. */
export class TokenProviderChain {
  readonly #providers: TokenProvider[];

  constructor(providers: readonly TokenProvider[]) {
    this.#providers = [...providers];
  }

  /** The token of the first provider that has one. */
  async loadToken(request: TokenRequest = {}): Promise<AuthToken | undefined> {
    for (const provider of this.#providers) {
      const token = await provider.loadToken(request);
      if (token) return token;
    }
    return undefined;
  }

  /** @throws {@link UnknownTokenProviderError} when no provider has this method. */
  insertBefore(method: string, provider: TokenProvider): void {
    this.#providers.splice(this.#indexOf(method), 0, provider);
  }

  /** @throws {@link UnknownTokenProviderError} when no provider has this method. */
  insertAfter(method: string, provider: TokenProvider): void {
    this.#providers.splice(this.#indexOf(method) + 1, 0, provider);
  }

  /** Removes a provider. One that is not there is no error. */
  remove(method: string): void {
    const index = this.#providers.findIndex((provider) => provider.method === method);
    if (index >= 0) this.#providers.splice(index, 1);
  }

  /** @throws {@link UnknownTokenProviderError} when no provider has this method. */
  getProvider(method: string): TokenProvider {
    return this.#providers[this.#indexOf(method)]!;
  }

  #indexOf(method: string): number {
    const methods = this.#providers.map((provider) => provider.method);
    const index = methods.indexOf(method);
    if (index >= 0) return index;
    const [nearest] = nearestNames(method, methods, 1);
    throw new UnknownTokenProviderError(
      `No token provider "${method}"${nearest ? `; did you mean "${nearest}"?` : ""} There are ${methods.join(", ")}.`,
    );
  }
}
