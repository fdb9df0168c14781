import type { AwsCredentials } from "../auth/identity.js";
import { UNSIGNED } from "../auth/signer.js";
import { call } from "../client/call.js";
import { ClientState } from "../client/client-state.js";
import type { ServiceDescriptor } from "../client/service-descriptor.js";
import { type ClientConfig, type CredentialsAsker, mergeClientConfig } from "../config/client-config.js";
import type { HierarchicalEmitter } from "../events/emitter.js";
import type { CoreOperation } from "./core-operation.js";

export interface ServiceCallOptions {
  /** Default: the session's. */
  readonly region?: string | undefined;
  /** Signs the call. Left out, it goes unsigned: credentials are never looked for. */
  readonly credentials?: AwsCredentials | undefined;
  /** Ids of the features that want the call, for the user agent, with commas between. */
  readonly features?: string | undefined;
  /** Settings that are given for this call. */
  readonly config?: ClientConfig | undefined;
  /** Registers handlers for the call alone. */
  readonly register?: ((events: HierarchicalEmitter) => void) | undefined;
}

/**
 * Calls a service that credentials come from, through a client that is made for the call: in the asking client's
 * session, and connected as that client is.
 */
export async function callService<Input, Output>(
  { session, clientConfig = {} }: CredentialsAsker,
  service: ServiceDescriptor,
  operation: CoreOperation<Input, Output>,
  input: Input,
  { region, credentials, features, config = {}, register }: ServiceCallOptions = {},
): Promise<Output> {
  const identity: ClientConfig = credentials ? { credentials: keysOf(credentials) } : { signatureVersion: UNSIGNED };
  const settings = mergeClientConfig({ ...inherited(clientConfig), region }, config);
  const client = new ClientState(service, { ...settings, ...identity }, session, () => undefined);
  try {
    register?.(client.events);
    return (await call(client, operation, input, { "~features": features })) as Output;
  } finally {
    client.close();
  }
}

/** Whatever they come from: who calls gives them. */
function keysOf({ accessKeyId, secretAccessKey, sessionToken }: AwsCredentials): AwsCredentials {
  return { accessKeyId, secretAccessKey, sessionToken };
}

function inherited(config: ClientConfig): ClientConfig {
  return Object.fromEntries(inheritedSettings.map((name) => [name, config[name]]));
}

/** Settings of a client that say how its calls go out, but not where. */
const inheritedSettings = [
  "httpHandler",
  "tls",
  "proxies",
  "proxiesConfig",
  "tcpKeepAlive",
  "connectTimeoutMs",
  "readTimeoutMs",
  "retryMode",
  "retryStrategy",
  "maxAttempts",
  "logger",
  "clock",
  "sleep",
  "random",
  "loadConfig",
  "userAgent",
  "userAgentExtra",
  "userAgentAppId",
] satisfies readonly (keyof ClientConfig)[];
