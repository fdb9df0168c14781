/** What a client package's `model.js` is made of; without the lowering that generators need. */
export type { RawService } from "../model/raw-model.js";
export { ServiceModel } from "../model/service-model.js";
