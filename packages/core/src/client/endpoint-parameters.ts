import type { ResolvedConfig } from "../config/resolved-config.js";
import type { EndpointParameterValue } from "../endpoints/endpoint.js";
import type { OperationDescriptor } from "../schema/operation.js";
import type { ServiceDescriptor } from "./service-descriptor.js";

/** Values of the settings that endpoint rules may ask for, by the names that rule sets give them. */
export type Builtins = Record<string, EndpointParameterValue | undefined>;

/** Where operations say what their calls add. */
type ContextParameters = Pick<OperationDescriptor, "staticContextParams" | "contextParams" | "operationContextParams">;

/** The built-in values that a service's rules ask for; the account id is looked up by the call. */
export function endpointBuiltins({ endpoint }: ServiceDescriptor, config: ResolvedConfig): Builtins {
  const builtins: Builtins = {};
  for (const builtIn of Object.values(endpoint.parameters)) {
    if (builtIn !== undefined) builtins[builtIn.name] = builtIn.valueOf(config);
  }
  return builtins;
}

/** Collects what a service's rules ask for; what is undefined is left out. */
export function endpointParameters(
  service: ServiceDescriptor,
  operation: ContextParameters,
  params: Record<string, unknown>,
  builtins: Builtins,
  config: ResolvedConfig,
): Record<string, EndpointParameterValue> {
  const found: Record<string, EndpointParameterValue> = {};
  for (const [name, builtIn] of Object.entries(service.endpoint.parameters)) {
    const value = contextValue(name, service, operation, params, config) ?? (builtIn && builtins[builtIn.name]);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

function contextValue(
  name: string,
  service: ServiceDescriptor,
  operation: ContextParameters,
  params: Record<string, unknown>,
  config: ResolvedConfig,
): EndpointParameterValue | undefined {
  const { staticContextParams, contextParams, operationContextParams } = operation;
  const fromStatic = staticContextParams?.[name];
  if (fromStatic !== undefined) return fromStatic;
  const member = contextParams?.[name];
  const fromMember = member === undefined ? undefined : params[member];
  if (fromMember !== undefined && fromMember !== null) return fromMember as EndpointParameterValue;
  const fromOperation = operationContextParams?.[name]?.(params);
  if (fromOperation !== undefined && fromOperation !== null) return fromOperation as EndpointParameterValue;
  if (service.clientContextParams?.[name] === undefined) return undefined;
  // The one setting of S3 that its rules know by no name of a built-in. (botocore args.py)
  if (name === "DisableS3ExpressSessionAuth" && config.s3.disableExpressSessionAuth) return true;
  return config.clientContextParams[name] as EndpointParameterValue | undefined;
}
