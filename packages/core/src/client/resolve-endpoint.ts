import { callAuth } from "../auth/auth-scheme.js";
import type { Endpoint, EndpointParameterValue } from "../endpoints/endpoint.js";
import { EndpointResolutionError } from "../errors/endpoint.js";
import { type Builtins, endpointParameters } from "./endpoint-parameters.js";
import { type Call, emit, handlersOf } from "./open-call.js";

/** Decides where a call goes, and notes in its context how the endpoint wants it signed. */
export async function resolveEndpoint(call: Call, params: Record<string, unknown>): Promise<Endpoint> {
  const { client, operation, context } = call;
  const builtins: Builtins = { ...client.builtins, "AWS::Auth::AccountId": await accountId(call) };
  if (handlersOf(call, "before-endpoint-resolution").length > 0) {
    await emit(call, "before-endpoint-resolution", { builtins, model: operation, params, context });
  }
  const parameters = endpointParameters(client.service, operation, params, builtins, client.config);
  const endpoint = resolve(call, parameters);
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

function resolve({ client, context }: Call, parameters: Record<string, EndpointParameterValue>): Endpoint {
  try {
    return client.service.endpoint.resolve(parameters);
  } catch (error) {
    if (context.endpointError === undefined || !(error instanceof EndpointResolutionError)) throw error;
    throw context.endpointError(error);
  }
}

/** Credentials are asked only where the rules of the service ask for the account. */
async function accountId({ client }: Call): Promise<string | undefined> {
  if (!client.asksForAccountId || client.config.accountIdEndpointMode === "disabled") return undefined;
  const credentials = await client.credentials();
  return credentials?.accountId;
}
