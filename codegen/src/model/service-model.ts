import {
  defaultRuleSet,
  type LoweredEndpoint,
  type LoweredOperation,
  type LoweredService,
  lowerRuleSet,
  lowerService,
  type RawPaginators,
  type RawService,
  type RawWaiters,
} from "@inia/core/model";
import type { ServiceDocs } from "../load/docs.js";
import type { ServiceFiles } from "../load/load.js";
import { defaultRegion, type RawEndpoints, signingRegions } from "./default-region.js";
import { type Names, nameService } from "./names.js";
import { checkOverrides, type FindOverride, findOverrides, type MemberOverride, type Overrides } from "./overrides.js";
import { findUsages, type Usages } from "./usage.js";

/** A service as the emitters see it: its model with overrides applied, lowered, and with every name settled. */
export interface ServiceModel {
  /** Folder of the model: botocore's name of the service, for example `logs`. */
  readonly folder: string;
  readonly apiVersion: string;
  /** The end of the package's name: the service id, but where two services share one. */
  readonly clientId: string;
  /** What the banner of each file names: `s3/2006-03-01`. */
  readonly source: string;
  /** Where the model's files lie, for messages. */
  readonly path: string;
  /** Where the models come from, for the banner: ` (botocore 1.43.67)`, or nothing. */
  readonly sourceVersion: string;
  readonly raw: RawService;
  readonly lowered: LoweredService;
  readonly names: Names;
  readonly usages: Usages;
  readonly paginators: RawPaginators["pagination"];
  readonly waiters: RawWaiters["waiters"];
  readonly endpoint: LoweredEndpoint;
  readonly docs: ServiceDocs | undefined;
  /** `bigint` where outputs may hold bigints. */
  readonly longs: "bigint" | undefined;
  readonly override: FindOverride;
  /** Members that customizations add to a structure. */
  readonly added: (shape: string) => readonly (readonly [name: string, override: MemberOverride])[];
  readonly operation: (name: string) => LoweredOperation;
  readonly isError: (shape: string) => boolean;
}

/** What holds for all services of a folder of models. */
export interface SharedFacts {
  readonly overrides: Overrides;
  readonly endpoints: RawEndpoints | undefined;
  /** For the banner of generated files: ` (botocore 1.43.67)`, or nothing. */
  readonly sourceVersion: string;
}

export interface ServiceContext {
  /** The folder of models, as its user names it. */
  readonly models: string;
  readonly clientId: string;
  readonly shared: SharedFacts;
  readonly docs?: ServiceDocs | undefined;
  /** One's own package that the service becomes a part of; without it, it is a package by itself. */
  readonly partOf?: string | undefined;
  readonly longs?: "bigint" | undefined;
}

/** The `model` stage: puts a service's files, the reviewed overrides and (where imported) AWS's prose together. */
export function buildServiceModel(
  files: ServiceFiles,
  { models, clientId, shared, docs, partOf, longs }: ServiceContext,
): ServiceModel {
  const source = `${files.name}/${files.apiVersion}`;
  const path = `${models}/${source}`;
  const raw = files.files.service as RawService;
  const lowered = lowerForClient(raw, shared.endpoints);
  const usages = findUsages(raw);
  const overrides = shared.overrides[files.name] ?? {};
  checkOverrides(overrides, raw, usages, { file: `${models}/overrides.json`, service: files.name });
  const paginators = files.files.paginators?.pagination ?? {};
  const waiters = files.files.waiters?.waiters ?? {};
  const operations = new Map(lowered.operations.map((operation) => [operation.name, operation]));
  const errors = new Set(lowered.errors.map(({ name }) => name));
  const added = Object.entries(overrides).filter(([, override]) => override.added);
  return {
    folder: files.name,
    apiVersion: files.apiVersion,
    clientId,
    source,
    path,
    sourceVersion: shared.sourceVersion,
    raw,
    lowered,
    names: nameService(
      partOf === undefined ? `@inia/client-${clientId}` : `${partOf}/${clientId}`,
      lowered,
      raw,
      usages,
      {
        paginators: Object.keys(paginators),
        waiters: Object.keys(waiters),
      },
    ),
    usages,
    paginators,
    waiters,
    endpoint: lowerRuleSet(
      files.files.ruleSet ?? defaultRuleSet(raw.metadata.endpointPrefix),
      `${path}/endpoint-rule-set-1.json`,
    ),
    docs,
    longs,
    override: findOverrides(overrides),
    added: (shape) =>
      added
        .filter(([key]) => key.startsWith(`${shape}.`))
        .map(([key, override]) => [key.slice(shape.length + 1), override]),
    operation: (name) => operations.get(name)!,
    isError: (shape) => errors.has(shape),
  };
}

function lowerForClient(raw: RawService, endpoints: RawEndpoints | undefined): LoweredService {
  const lowered = lowerService(raw);
  const { endpointPrefix } = raw.metadata;
  const region = defaultRegion(endpointPrefix, endpoints);
  const signing = signingRegions(endpointPrefix, endpoints);
  const facts = {
    ...lowered.facts,
    ...(region !== undefined && { defaultRegion: region }),
    ...(signing !== undefined && { signingRegions: signing }),
  };
  return { ...lowered, facts };
}
