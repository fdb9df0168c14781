/** Models: the grammar of their files, their run-time form, and `lower`, which generators and dynamic clients share. */
export { customizedServices } from "./customized-services.js";
export { type LinkedService, linkService } from "./lower/link.js";
export { lowerService } from "./lower/lower-service.js";
export type * from "./lower/lowered.js";
export { hyphenizeServiceId } from "./names.js";
export type * from "./raw-model.js";
export { ServiceModel } from "./service-model.js";
