import { defaultSession } from "#platform/default-session";
import { createHttpHandler } from "#platform/http-handler";
import { bearerTokenVariable } from "../auth/auth-scheme.js";
import { lazySigners } from "../auth/lazy-signers.js";
import { sigv4 } from "../auth/sigv4.js";
import { type ClientConfig, mergeClientConfig } from "../config/client-config.js";
import { resolveClientConfig } from "../config/resolve-client-config.js";
import type { ResolvedConfig } from "../config/resolved-config.js";
import type { SessionContext } from "../config/session-context.js";
import { validateClientConfig } from "../config/validate-client-config.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import { createRetries } from "../retries/create-retries.js";
import type { ErrorSchema } from "../schema/error-schema.js";
import { clientCredentials, clientToken } from "./client-identity.js";
import type { ClientState } from "./client-state.js";
import { endpointBuiltins } from "./endpoint-parameters.js";
import { registerCustomizations, type ServiceDescriptor } from "./service-descriptor.js";

/** Makes what a client's calls share. Nothing is read, loaded or opened that a call may not need. */
export function openClient(
  service: ServiceDescriptor,
  given: ClientConfig,
  session: SessionContext | undefined,
  errors: () => readonly ErrorSchema[] | undefined,
): ClientState {
  validateClientConfig(given);
  const context = session ?? (given.loadConfig === false ? undefined : defaultSession());
  const defaults = context?.getDefaultClientConfig();
  const merged = defaults === undefined ? given : mergeClientConfig(defaults, given);
  const variables = merged.loadConfig === false ? undefined : context?.variables;
  const config = resolveClientConfig(merged, variables, service);
  const events = context?.events.copy() ?? new HierarchicalEmitter();
  if (service.customizations !== undefined && context?.includeBuiltinHandlers !== false) {
    registerCustomizations(events, service.customizations);
  }
  const environment = variables?.environment ?? {};
  const state: ClientState = {
    service,
    config,
    events,
    handler: config.httpHandler ?? createHttpHandler(handlerSettings(config)),
    builtins: endpointBuiltins(config),
    auth: {
      signatureVersion: config.signatureVersion,
      givenSignatureVersion: config.givenSignatureVersion,
      authSchemePreference: config.authSchemePreference,
      authSchemePreferenceGiven: config.authSchemePreferenceGiven,
      sigv4aSigningRegionSet: config.sigv4aSigningRegionSet,
      region: config.region,
      auth: service.auth,
      signingName: service.signingName,
      hasEnvironmentToken: environment[bearerTokenVariable(service.signingName)] !== undefined,
    },
    signers:
      service.signers === undefined ? [commonSigners, lazySigners] : [service.signers, commonSigners, lazySigners],
    environment,
    asksForAccountId: Object.values(service.endpoint.parameters).some(
      ({ builtIn }) => builtIn === "AWS::Auth::AccountId",
    ),
    credentials: clientCredentials(merged, context, config),
    token: clientToken(merged, context, service.signingName, config),
    retries: createRetries(config.retryMode, {
      service: service.id,
      maxAttempts: config.maxAttempts,
      numbers2026: config.newRetries2026,
      random: config.random,
    }),
    userAgent: undefined,
    now: config.clock,
    get errors() {
      return errors();
    },
  };
  return state;
}

const commonSigners = { v4: sigv4 };

function handlerSettings(config: ResolvedConfig) {
  return { maxConnections: config.maxConnections, tls: config.tls, tcpKeepAlive: config.tcpKeepAlive };
}
