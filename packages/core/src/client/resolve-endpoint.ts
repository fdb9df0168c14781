import { callAuth } from "../auth/auth-scheme.js";
import { accountId } from "../endpoints/built-ins.js";
import type { Endpoint, EndpointParameterValue } from "../endpoints/endpoint.js";
import { EndpointResolutionError } from "../errors/endpoint.js";
import { type Builtins, endpointParameters } from "./endpoint-parameters.js";
import { type Call, emit, isHandled } from "./open-call.js";

/** Decides where a call goes, and notes in its context how the endpoint wants it signed. */
export function resolveEndpoint(call: Call, params: Record<string, unknown>): Endpoint | Promise<Endpoint> {
  if (isHandled(call, "before-endpoint-resolution") || asksForAccount(call)) return resolveWithAll(call, params);
  return resolveWith(call, params, call.client.builtins);
}

async function resolveWithAll(call: Call, params: Record<string, unknown>): Promise<Endpoint> {
  const { client, operation } = call;
  const builtins: Builtins = { ...client.builtins };
  if (asksForAccount(call)) builtins[accountId.name] = (await client.credentials())?.accountId;
  await emit(call, "before-endpoint-resolution", { builtins, model: operation, params });
  return resolveWith(call, params, builtins);
}

/** Credentials are asked only where the rules of the service ask for the account. */
function asksForAccount({ client }: Call): boolean {
  return accountId.name in client.builtins && client.config.accountIdEndpointMode !== "disabled";
}

function resolveWith(call: Call, params: Record<string, unknown>, builtins: Builtins): Endpoint {
  const { client, operation, context } = call;
  const parameters = endpointParameters(client.service, operation, params, builtins, client.config);
  call.hasAccountId = parameters["AccountId"] !== undefined;
  const endpoint = applyRules(call, parameters);
  const auth = callAuth(operation, endpoint.properties.authSchemes, client.auth);
  context.authType = auth.authType;
  context.unsignedPayload = auth.unsignedPayload;
  context.signing = { region: auth.region, signingName: auth.signingName };
  context.endpointProperties = endpoint.properties;
  // The rules know https only. (botocore regions.py)
  const isPlain = !client.config.useSsl && endpoint.url.startsWith("https://") && parameters["Endpoint"] === undefined;
  const url = isPlain ? `http://${endpoint.url.slice(8)}` : endpoint.url;
  context.endpointUrl = url;
  return isPlain ? { ...endpoint, url } : endpoint;
}

function applyRules({ client, context }: Call, parameters: Record<string, EndpointParameterValue>): Endpoint {
  try {
    return client.service.endpoint.resolve(parameters);
  } catch (error) {
    if (context.endpointError === undefined || !(error instanceof EndpointResolutionError)) throw error;
    throw context.endpointError(error);
  }
}
