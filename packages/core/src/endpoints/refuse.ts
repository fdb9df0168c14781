import { EndpointResolutionError } from "../errors/endpoint.js";

/** The error for a required parameter that nobody gave. */
export function missingParameter(name: string): EndpointResolutionError {
  return new EndpointResolutionError(`Cannot find value for required parameter ${name}`);
}

/** The error for parameters that no rule answers. */
export function noEndpoint(parameters: object): EndpointResolutionError {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  const lines = given.map(([name, value]) => `${name}: ${value}`);
  return new EndpointResolutionError(`No endpoint found for parameters:\n${lines.join("\n")}`);
}
