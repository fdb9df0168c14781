import { readFileSync } from "node:fs";
import {
  clientClassFromModel,
  defaultRegion,
  linkRules,
  type ModelFiles,
  type RawEndpoints,
  signingRegions,
} from "@inia/core/model";
import { serviceOfPackage } from "./generated-service.js";
import { readModel, readServiceModel, type Service, serviceRow } from "./service.js";

/** Makes clients of a service's model at run time, as `clientFromModel` does for programs. */
export async function loadDynamicService(name: string): Promise<Service> {
  const [folder] = serviceRow(name);
  const service = readServiceModel(folder);
  const { endpointPrefix } = service.metadata;
  const files: ModelFiles = {
    service,
    paginators: readModel(folder, "paginators-1.json") as ModelFiles["paginators"],
    waiters: readModel(folder, "waiters-2.json") as ModelFiles["waiters"],
    ruleSet: readModel(folder, "endpoint-rule-set-1.json") as ModelFiles["ruleSet"],
    folder,
    defaultRegion: defaultRegion(endpointPrefix, endpoints()),
    signingRegions: signingRegions(endpointPrefix, endpoints()),
  };
  const type = clientClassFromModel(files);
  const { paginators, waiters } = (type.prototype as { readonly linked: Linked }).linked;
  const exported = { Service: type, ServiceClient: Object.getPrototypeOf(type) as unknown, ...paginators };
  return serviceOfPackage(folder, { ...exported, ...waiters }, linkRules(files.ruleSet).resolve);
}

function endpoints(): RawEndpoints {
  partitions ??= JSON.parse(readFileSync(new URL("../../../models/endpoints.json", import.meta.url), "utf8")) as never;
  return partitions!;
}

let partitions: RawEndpoints | undefined;

interface Linked {
  readonly paginators: Readonly<Record<string, unknown>>;
  readonly waiters: Readonly<Record<string, unknown>>;
}
