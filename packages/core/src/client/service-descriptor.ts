import type { SignerTable } from "../auth/signer-table.js";
import type { EndpointRules } from "../endpoints/endpoint.js";
import type { EventHandler, HierarchicalEmitter } from "../events/emitter.js";
import type { Protocol, ProtocolService } from "../protocols/protocol.js";
import type { AuthScheme } from "../schema/operation.js";

/** What the generator states about a service: all that a client needs besides operations. */
export interface ServiceDescriptor<Service extends string = string> extends ProtocolService {
  /** Hyphenised service id, as in event names: `cloudwatch-logs`. */
  readonly id: Service;
  /** botocore's name of the service, which names configuration sections and model folders: `logs`. */
  readonly folder: string;
  /** As in AWS's documentation: `CloudWatch Logs`. */
  readonly serviceId: string;
  readonly endpointPrefix: string;
  readonly signingName: string;
  readonly signatureVersion?: string;
  readonly auth?: readonly AuthScheme[];
  /** The region of a service that needs none: `aws-global`. */
  readonly defaultRegion?: string;
  /** What requests are signed for where one endpoint serves a partition: by partition, or by region. */
  readonly signingRegions?: Readonly<Record<string, string>>;
  readonly endpointDiscovery?: 1;
  /** Older names of the service that handlers may be registered by: `logs`. */
  readonly eventAliases?: readonly string[];
  readonly clientContextParams?: Readonly<Record<string, string>>;
  readonly protocol: Protocol;
  readonly endpoint: EndpointRules;
  readonly customizations?: readonly Customization[];
  /** Signers that the service needs besides SigV4: they are in its bundles. */
  readonly signers?: readonly SignerTable[];
}

/** What a service needs beyond its model: a handler of an event, with its place among the event's handlers. */
export interface Customization {
  readonly event: string;
  readonly handler: EventHandler;
  readonly order?: "first" | "last";
}

/** Registers a service's customizations on a client's own emitter. */
export function registerCustomizations(events: HierarchicalEmitter, customizations: readonly Customization[]): void {
  for (const { event, handler, order } of customizations) {
    const name = event as "before-call";
    if (order === "first") events.registerFirst(name, handler);
    else if (order === "last") events.registerLast(name, handler);
    else events.register(name, handler);
  }
}
