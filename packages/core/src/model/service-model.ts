import type { RawService } from "./raw-model.js";

/** A service's model at run time. */
export class ServiceModel {
  /** botocore's name of the service, for example `logs`. */
  readonly serviceName: string;
  readonly #raw: RawService;

  constructor(raw: RawService, serviceName: string) {
    this.#raw = raw;
    this.serviceName = serviceName;
  }

  get operationNames(): string[] {
    return Object.keys(this.#raw.operations);
  }
}
