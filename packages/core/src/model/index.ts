/** Models: the grammar of their files, their run-time form, and `lower`, which generators and dynamic clients share. */

export { editDistance } from "../config/nearest-names.js";
export {
  clientClassFromModel,
  clientFromModel,
  type DynamicClient,
  type DynamicClientClass,
  type DynamicMethods,
} from "../dynamic/client-from-model.js";
export type { ModelFiles } from "../dynamic/link-model.js";
export type { EndpointParameter } from "../endpoints/endpoint.js";
export { interpretEndpoint } from "../endpoints/interpret.js";
export type * from "../endpoints/lowered.js";
export { compile as compileJmesPath } from "../jmespath/compile.js";
export { interpret as interpretJmesPath } from "../jmespath/interpret.js";
export type { Expression as JmesPathExpression } from "../jmespath/syntax.js";
export { clientIds } from "../session/client-ids.js";
export { customizedServices } from "./customized-services.js";
export { defaultRegion, type RawEndpoints, signingRegions } from "./default-region.js";
export { type ChecksumCode, checksumCode } from "./lower/checksum-code.js";
export { defaultRuleSet } from "./lower/default-rule-set.js";
export { builtInName, builtIns } from "./lower/endpoint-built-ins.js";
export { type LoweredPartition, lowerPartitions } from "./lower/endpoint-partitions.js";
export { lowerRuleSet } from "./lower/endpoint-rules.js";
export { countReads, isFinal, keyOf } from "./lower/endpoint-rules-inspect.js";
export { lowerJmesPath } from "./lower/jmespath.js";
export { type LinkedService, linkService } from "./lower/link.js";
export { linkRules } from "./lower/link-rules.js";
export { lowerService } from "./lower/lower-service.js";
export type * from "./lower/lowered.js";
export { fieldByCode, type OperationCode, streamsBySide } from "./lower/operation-code.js";
export { mergeExtras } from "./merge-extras.js";
export { hyphenizeServiceId, reservedNames, reservedWords, uncapitalise } from "./names.js";
export { type ContextParameter, OperationModel, type StaticContextParameter } from "./operation-model.js";
export type * from "./raw-endpoints.js";
export type * from "./raw-model.js";
export { ScalarTypes } from "./scalar-types.js";
export { type ClientContextParameter, ServiceModel } from "./service-model.js";
export {
  ListShape,
  MapShape,
  ScalarShape,
  type Shape,
  type ShapeMetadata,
  type ShapeSerialization,
  StringShape,
  StructureShape,
} from "./shape.js";
export { xformName } from "./xform-name.js";
