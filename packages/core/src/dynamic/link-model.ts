import { bearerSigners, s3Signers, sigv2Signers } from "../auth/signer-sets.js";
import type { ServiceDescriptor } from "../client/service-descriptor.js";
import { operation } from "../generated/operation.js";
import { interpret } from "../jmespath/interpret.js";
import { defaultRuleSet } from "../model/lower/default-rule-set.js";
import { lowerJmesPath } from "../model/lower/jmespath.js";
import { linkService } from "../model/lower/link.js";
import { linkRules } from "../model/lower/link-rules.js";
import { lowerService } from "../model/lower/lower-service.js";
import { methodName } from "../model/names.js";
import type { RawRuleSet } from "../model/raw-endpoints.js";
import type { RawPaginators, RawReference, RawService, RawWaiters } from "../model/raw-model.js";
import { ServiceModel } from "../model/service-model.js";
import type { ErrorSchema } from "../schema/error-schema.js";
import type { AnyOperation } from "../schema/operation.js";
import { customizationsById } from "./customizations.js";
import { type DynamicPaginator, paginatorsOf } from "./paginators.js";
import { protocolByName } from "./protocols.js";
import { type DynamicWaiter, waitersOf } from "./waiters.js";

/** A service's model as its files say it, and what is known of the service besides. */
export interface ModelFiles {
  /** `service-2.json` */
  readonly service: RawService;
  /** `paginators-1.json` */
  readonly paginators?: RawPaginators | undefined;
  /** `waiters-2.json` */
  readonly waiters?: RawWaiters | undefined;
  /** `endpoint-rule-set-1.json`. Without it a client calls the service's host in its region, or its `endpoint`. */
  readonly ruleSet?: RawRuleSet | undefined;
  /** botocore's name of the service, which names sections of configuration: `logs`. Default: the service's id. */
  readonly folder?: string | undefined;
  /** The region of clients that are given none, where the service has one for all: `aws-global` (`defaultRegion`). */
  readonly defaultRegion?: string | undefined;
  /** What requests are signed for where one endpoint serves a partition: by partition, or by region
   * (`signingRegions` gives it of `endpoints.json`). */
  readonly signingRegions?: Readonly<Record<string, string>> | undefined;
}

/** What a generated package defines, made of a model in memory. */
export interface LinkedModel {
  readonly model: ServiceModel;
  readonly descriptor: ServiceDescriptor;
  /** By the names of their methods. */
  readonly operations: Readonly<Record<string, AnyOperation>>;
  readonly errors: readonly ErrorSchema[];
  /** By the names of their operations' methods. */
  readonly paginators: Readonly<Record<string, DynamicPaginator>>;
  /** By their names in lower camel case. */
  readonly waiters: Readonly<Record<string, DynamicWaiter>>;
}

/**
 * Turns a model into what clients run.
 *
 * @throws {@link NoShapeFoundError}, {@link OperationNotFoundError} for names that lead nowhere,
 * {@link MissingServiceIdError}, {@link UnsupportedServiceProtocolsError}, {@link JmesPathError}, {@link UnknownEndpointResolutionBuiltInName}.
 */
export function linkModel(files: ModelFiles): LinkedModel {
  const { service, paginators, waiters, ruleSet, folder, defaultRegion, signingRegions } = files;
  const model = new ServiceModel(service, folder);
  const id = model.hyphenizedServiceId;
  checkReferences(model, service);
  const lowered = lowerService(service);
  const { protocol, ...facts } = lowered.facts;
  const linked = linkService(lowered, (expression) =>
    interpret(lowerJmesPath(expression, `The endpoint parameters of ${model.serviceName}`)),
  );
  const operations = new Map([...linked.operations].map(([name, descriptor]) => [name, operation(descriptor)]));
  const pages = paginators === undefined ? [] : paginatorsOf(paginators, operations, model);
  return {
    model,
    descriptor: {
      folder: folder ?? id,
      ...facts,
      ...given({ defaultRegion, signingRegions, customizations: customizationsById[id] }),
      protocol: protocolByName[protocol],
      endpoint: linkRules(
        ruleSet ?? defaultRuleSet(facts.endpointPrefix),
        `The endpoint rules of ${model.serviceName}`,
      ),
      signers: [s3Signers, bearerSigners, sigv2Signers],
    },
    operations: Object.fromEntries([...operations].map(([name, value]) => [methodName(name), value])),
    errors: [...linked.errors.values()],
    paginators: Object.fromEntries([...pages].map(([name, value]) => [methodName(name), value])),
    waiters: waiters === undefined ? {} : Object.fromEntries(waitersOf(waiters, operations, model)),
  };
}

/** Without what is undefined: a descriptor leaves that out. */
function given<Facts extends object>(facts: Facts): { [Name in keyof Facts]?: NonNullable<Facts[Name]> } {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as never;
}

/** A name that leads nowhere would otherwise be met in the middle of `lower`. */
function checkReferences(model: ServiceModel, { operations, shapes }: RawService): void {
  const check = (reference: RawReference | undefined): void => {
    if (reference !== undefined && !Object.hasOwn(shapes, reference.shape)) model.shapeFor(reference.shape);
  };
  for (const { input, output, errors = [] } of Object.values(operations))
    for (const each of [input, output, ...errors]) check(each);
  for (const { members = {}, member, key, value } of Object.values(shapes)) {
    for (const each of [...Object.values(members), member, key, value]) check(each);
  }
}
