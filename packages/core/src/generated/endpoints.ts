/**
 * What generated `endpoint.ts` files import: the types of endpoint rules, their functions, and the rules many share. They
 * take it from the index.
 */
export {
  accountId,
  accountIdEndpointMode,
  givenEndpoint,
  region,
  s3Accelerate,
  s3ControlUseArnRegion,
  s3DisableExpressSessionAuth,
  s3DisableMultiRegionAccessPoints,
  s3ForcePathStyle,
  s3UseArnRegion,
  s3UseGlobalEndpoint,
  stsUseGlobalEndpoint,
  useDualStack,
  useFips,
} from "../endpoints/built-ins.js";
export type {
  Endpoint,
  EndpointAuthScheme,
  EndpointProperties,
  EndpointRules,
} from "../endpoints/endpoint.js";
export { isValidHostLabel, isVirtualHostableS3Bucket } from "../endpoints/host-label.js";
export { parseArn } from "../endpoints/parse-arn.js";
export { parseUrl } from "../endpoints/parse-url.js";
export { partition } from "../endpoints/partition.js";
export { missingParameter, noEndpoint } from "../endpoints/refuse.js";
export {
  globalEndpoint,
  type RegionalEndpointParameters,
  regionalEndpoint,
  regionalParameters,
} from "../endpoints/regional.js";
export { split } from "../endpoints/split.js";
export { substring } from "../endpoints/substring.js";
export { uriEncode } from "../endpoints/uri-encode.js";
export { EndpointResolutionError } from "../errors/endpoint.js";
