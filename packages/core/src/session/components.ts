import type { ConfigStore } from "../config/config-store.js";
import { nearestNames } from "../config/nearest-names.js";
import type { CredentialResolver } from "../credentials/resolver.js";
import type { TokenProviderChain } from "../credentials/token-provider-chain.js";
import { ValidationError } from "../errors/call.js";
import type { HierarchicalEmitter } from "../events/emitter.js";
import type { DataLoader } from "./data-loader.js";

/** The replaceable parts of a session, by botocore's names. */
export interface SessionComponents {
  config_store: ConfigStore;
  credential_provider: CredentialResolver;
  token_provider: TokenProviderChain;
  data_loader: DataLoader;
  event_emitter: HierarchicalEmitter;
}

export type ComponentName = keyof SessionComponents;

/** Holds the parts of a session. A part registered as a function is made when it is first asked for. */
export class ComponentRegistry {
  readonly #parts = new Map<string, unknown>();
  readonly #deferred = new Map<string, () => unknown>();

  /** @throws {@link ValidationError} when nothing is registered by this name. */
  get(name: string): unknown {
    const make = this.#deferred.get(name);
    if (make) {
      this.#parts.set(name, make());
      this.#deferred.delete(name);
    }
    if (this.#parts.has(name)) return this.#parts.get(name);
    const names = [...this.#parts.keys(), ...this.#deferred.keys()];
    const [nearest] = nearestNames(name, names, 1);
    throw new ValidationError(
      `The session has no component "${name}"${nearest ? `; did you mean "${nearest}"?` : ""} ` +
        `There are ${names.sort().join(", ")}.`,
    );
  }

  register(name: string, component: unknown): void {
    this.#deferred.delete(name);
    this.#parts.set(name, component);
  }

  registerLazily(name: string, make: () => unknown): void {
    this.#parts.delete(name);
    this.#deferred.set(name, make);
  }
}
