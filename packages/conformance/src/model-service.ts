import { Client, type ClientConfig, type Session } from "@inia/core";
import { type AnyOperation, operation, type ServiceDescriptor } from "@inia/core/generated";
import { ec2 } from "@inia/core/generated/ec2";
import type { EndpointRules } from "@inia/core/generated/endpoints";
import { json } from "@inia/core/generated/json";
import { query } from "@inia/core/generated/query";
import { restJson } from "@inia/core/generated/rest-json";
import { restXml } from "@inia/core/generated/rest-xml";
import { rpcV2Cbor } from "@inia/core/generated/smithy-rpc-v2-cbor";
import { compileJmesPath, linkService, lowerService, type RawService } from "@inia/core/model";
import type { Service, ServiceObject } from "./service.js";

/** Makes a service of its model in memory: what the generator would write, without writing it. */
export function serviceOfModel(
  model: RawService,
  endpoint: EndpointRules,
  extras: Partial<ServiceDescriptor> = {},
): Service {
  const lowered = lowerService(model);
  const linked = linkService(lowered, compileJmesPath);
  const { id, protocol, ...facts } = lowered.facts;
  const descriptor: ServiceDescriptor = {
    id,
    folder: id,
    ...facts,
    protocol: protocols[protocol],
    endpoint,
    ...extras,
  };
  const operations = Object.fromEntries([...linked.operations].map(([name, model]) => [name, operation(model)]));
  const errors = [...linked.errors.values()];

  class ModelClient extends Client<string> {
    override get "~operations"(): Readonly<Record<string, AnyOperation>> {
      return operations;
    }
    override get "~errors"(): typeof errors {
      return errors;
    }
  }

  return {
    open: (config: ClientConfig, session?: Session) => new ModelClient(descriptor, config, session),
    async call(client: ServiceObject, name, input) {
      const called = operations[name];
      if (called === undefined) throw new Error(`The model has no operation ${name}.`);
      return called(client as ModelClient, input);
    },
    errorClass: (_client, name) => errors.find((error) => error.name === name)?.type,
    resolveEndpoint: endpoint.resolve,
    // The suites of protocols have neither.
    paginator: () => undefined,
    waiter: () => undefined,
  };
}

const protocols = {
  json,
  "rest-json": restJson,
  "rest-xml": restXml,
  query,
  ec2,
  "smithy-rpc-v2-cbor": rpcV2Cbor,
} satisfies Record<string, ServiceDescriptor["protocol"]>;
