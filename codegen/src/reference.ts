/** What pages of reference about services are made of: the same models, names and examples as the packages. */

export { askWorker } from "./ask-worker.js";
export { memberFacts, referencePage } from "./emit/docs.js";
export { clientVariable, exampleCall } from "./emit/example.js";
export { print } from "./emit/layout.js";
export { operationTypes } from "./emit/operations.js";
export { prose } from "./emit/prose.js";
export { requiredMembers } from "./emit/required-members.js";
export { layOutStructure } from "./emit/schemas.js";
export { CoreImports, type Form, TypeWriter } from "./emit/type-expression.js";
export { readSharedFacts } from "./generate.js";
export { loadDocs } from "./load/docs.js";
export { loadService } from "./load/load.js";
export { findServices, readServiceTable } from "./load/service-table.js";
export { buildServiceModel, type ServiceModel, type SharedFacts } from "./model/service-model.js";
