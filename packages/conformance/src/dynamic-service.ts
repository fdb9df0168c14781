import type { ServiceDescriptor } from "@inia/core/generated";
import { customizedServices, hyphenizeServiceId, linkRules } from "@inia/core/model";
import { serviceOfModel } from "./model-service.js";
import { readModel, readServiceModel, type Service, serviceRow } from "./service.js";

/** Loads a service's model and links it in memory, with the customizations that its generated client imports. */
export async function loadDynamicService(name: string): Promise<Service> {
  const [folder] = serviceRow(name);
  const model = readServiceModel(folder);
  const id = hyphenizeServiceId(model.metadata.serviceId);
  const extras = customizedServices.has(id)
    ? ((await import(`@inia/core/generated/customizations/${id}`)) as Pick<ServiceDescriptor, "customizations">)
    : {};
  return serviceOfModel(model, linkRules(readModel(folder, "endpoint-rule-set-1.json")), { folder, ...extras });
}
