import {
  type LoweredEndpoint,
  type LoweredService,
  lowerRuleSet,
  lowerService,
  type RawPaginators,
  type RawService,
  type RawWaiters,
} from "@inia/core/model";
import type { ServiceDocs } from "../load/docs.js";
import type { ServiceFiles } from "../load/load.js";
import { defaultRegion, type RawEndpoints } from "./default-region.js";
import { defaultRuleSet } from "./default-rule-set.js";
import { type Names, nameService } from "./names.js";
import type { MemberOverride, ServiceOverrides } from "./overrides.js";
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
  readonly override: (shape: string, member: string) => MemberOverride | undefined;
}

/** What holds for all services of a folder of models. */
export interface SharedFacts {
  readonly overrides: ServiceOverrides;
  readonly endpoints: RawEndpoints | undefined;
  /** For the banner of generated files: ` (botocore 1.43.67)`, or nothing. */
  readonly sourceVersion: string;
}

/** The `model` stage: puts a service's files, the reviewed overrides and (where imported) AWS's prose together. */
export function buildServiceModel(
  files: ServiceFiles,
  clientId: string,
  shared: SharedFacts,
  docs?: ServiceDocs,
): ServiceModel {
  const { overrides, endpoints, sourceVersion } = shared;
  const raw = files.files.service as RawService;
  const lowered = lowerForClient(raw, endpoints);
  const shapes = overrides[files.name] ?? {};
  return {
    folder: files.name,
    apiVersion: files.apiVersion,
    clientId,
    source: `${files.name}/${files.apiVersion}`,
    sourceVersion,
    raw,
    lowered,
    names: nameService(clientId, lowered.facts, raw),
    usages: findUsages(raw),
    paginators: files.files.paginators?.pagination ?? {},
    waiters: files.files.waiters?.waiters ?? {},
    endpoint: lowerRuleSet(files.files.ruleSet ?? defaultRuleSet(raw.metadata.endpointPrefix)),
    docs,
    override: (shape, member) => shapes[`${shape}.${member}`],
  };
}

function lowerForClient(raw: RawService, endpoints: RawEndpoints | undefined): LoweredService {
  const lowered = lowerService(raw);
  const region = defaultRegion(raw.metadata.endpointPrefix, endpoints);
  return region === undefined ? lowered : { ...lowered, facts: { ...lowered.facts, defaultRegion: region } };
}
