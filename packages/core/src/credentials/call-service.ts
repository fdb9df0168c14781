import type { AwsCredentials } from "../auth/identity.js";
import { UNSIGNED } from "../auth/signer.js";
import { call } from "../client/call.js";
import { ClientState } from "../client/client-state.js";
import type { ServiceDescriptor } from "../client/service-descriptor.js";
import type { ClientConfig } from "../config/client-config.js";
import type { SessionContext } from "../config/session-context.js";
import type { HierarchicalEmitter } from "../events/emitter.js";
import type { CoreOperation } from "./core-operation.js";

/** For whom a service is called: the session and the client that want credentials. */
export interface ServiceCaller {
  /** Gives environment, profile, default settings, handlers of events, and the user agent. */
  readonly session?: SessionContext | undefined;
  /** What the client was given; how it connects, waits and tries again holds for the call, too. */
  readonly clientConfig?: ClientConfig | undefined;
}

export interface ServiceCallOptions {
  /** Default: the session's. */
  readonly region?: string | undefined;
  /** Signs the call. Left out, it goes unsigned: credentials are never looked for. */
  readonly credentials?: AwsCredentials | undefined;
  /** Settings that are given for this call. */
  readonly config?: ClientConfig | undefined;
  /** Registers handlers for the call alone. */
  readonly register?: ((events: HierarchicalEmitter) => void) | undefined;
}

/** Calls a service that credentials come from, through a client that is made for the call. */
export async function callService<Input, Output>(
  { session, clientConfig = {} }: ServiceCaller,
  service: ServiceDescriptor,
  operation: CoreOperation<Input, Output>,
  input: Input,
  { region, credentials, config, register }: ServiceCallOptions = {},
): Promise<Output> {
  const identity: ClientConfig = credentials ? { credentials } : { signatureVersion: UNSIGNED };
  const settings = { ...inherited(clientConfig), ...(region !== undefined && { region }), ...config, ...identity };
  const client = new ClientState(service, settings, session, () => undefined);
  try {
    register?.(client.events);
    return (await call(client, operation, input)) as Output;
  } finally {
    client.close();
  }
}

/** Settings of a client that do not speak of its own service. */
function inherited(config: ClientConfig): ClientConfig {
  const { httpHandler, tls, proxies, proxiesConfig, tcpKeepAlive, connectTimeoutMs, readTimeoutMs } = config;
  const { retryMode, maxAttempts, logger, clock, sleep, random, loadConfig } = config;
  const { userAgent, userAgentExtra, userAgentAppId } = config;
  return {
    ...{ httpHandler, tls, proxies, proxiesConfig, tcpKeepAlive, connectTimeoutMs, readTimeoutMs },
    ...{ retryMode, maxAttempts, logger, clock, sleep, random, loadConfig },
    ...{ userAgent, userAgentExtra, userAgentAppId },
  };
}
