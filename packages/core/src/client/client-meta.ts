import type { ResolvedConfig } from "../config/resolved-config.js";
import type { HierarchicalEmitter } from "../events/emitter.js";
import type { AnyOperation } from "../schema/operation.js";
import type { ClientState } from "./client-state.js";

/** What holds for a client. */
export class ClientMeta {
  readonly #state: ClientState;
  readonly #operations: () => Readonly<Record<string, AnyOperation>> | undefined;

  constructor(state: ClientState, operations: () => Readonly<Record<string, AnyOperation>> | undefined) {
    this.#state = state;
    this.#operations = operations;
  }

  /** The region that calls go to. */
  get regionName(): string {
    return this.#state.region;
  }

  /** The settings that hold, each decided; frozen. */
  get config(): ResolvedConfig {
    return this.#state.config;
  }

  /** The client's own event handlers. */
  get events(): HierarchicalEmitter {
    return this.#state.events;
  }

  /** The endpoint of calls without parameters that change it; undefined where there is none. */
  get endpointUrl(): string | undefined {
    const { service, builtins, config } = this.#state;
    if (config.endpoint !== undefined) return config.endpoint;
    const parameters: Record<string, unknown> = {};
    for (const [name, { builtIn }] of Object.entries(service.endpoint.parameters)) {
      const value = builtIn === undefined ? undefined : builtins[builtIn];
      if (value !== undefined) parameters[name] = value;
    }
    try {
      return service.endpoint.resolve(parameters).url;
    } catch {
      // Rules that need a parameter of the call have no endpoint for the client alone.
      return undefined;
    }
  }

  /** Names of methods and of the API's operations: `{ getObject: "GetObject" }`. Empty for clients without methods. */
  get methodToApiMapping(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.#operations() ?? {}).map(([method, operation]) => [method, operation.model.name]),
    );
  }
}
