import type { ResolvedConfig } from "../config/resolved-config.js";
import { partition } from "../endpoints/partition.js";
import { DataNotFoundError } from "../errors/call.js";
import type { HierarchicalEmitter } from "../events/emitter.js";
import type { ServiceModel } from "../model/service-model.js";
import type { AnyOperation } from "../schema/operation.js";
import { clientEndpoint } from "./client-endpoint.js";
import type { ClientState } from "./client-state.js";

/** What only clients with all of their service's operations bring. */
export interface ClientContents {
  readonly "~operations": Readonly<Record<string, AnyOperation>> | undefined;
  readonly "~model": (() => Promise<ServiceModel>) | undefined;
}

/** What holds for a client. */
export class ClientMeta {
  readonly #state: ClientState;
  readonly #contents: ClientContents;
  #model: Promise<ServiceModel> | undefined;

  constructor(state: ClientState, contents: ClientContents) {
    this.#state = state;
    this.#contents = contents;
  }

  /** The region that calls go to. */
  get regionName(): string {
    return this.#state.region;
  }

  /** The partition of that region, for example `aws-cn`. */
  get partition(): string {
    return partition(this.regionName).name;
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
    return clientEndpoint(this.#state);
  }

  /** Names of methods and of the API's operations: `{ getObject: "GetObject" }`. Empty for clients without methods. */
  get methodToApiMapping(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.#contents["~operations"] ?? {}).map(([method, operation]) => [method, operation.model.name]),
    );
  }

  /**
   * The model of the client's service; loaded when it is first asked for.
   *
   * @throws {@link DataNotFoundError} for clients without methods: they bring no model; and where the model cannot be
   * loaded at run time, as in a bundle.
   */
  get serviceModel(): Promise<ServiceModel> {
    const load = this.#contents["~model"];
    if (load === undefined) {
      throw new DataNotFoundError(
        `This client of ${this.#state.service.serviceId} brings no model: use the client class that has the operations ` +
          "as methods, or import the model from the subpath `/model` of the client's package.",
      );
    }
    this.#model ??= load().catch((cause: unknown) => {
      throw new DataNotFoundError(
        `The model of ${this.#state.service.serviceId} could not be loaded: bundles leave it out. Import it from the ` +
          "subpath `/model` of the client's package.",
        { cause },
      );
    });
    return this.#model;
  }
}
