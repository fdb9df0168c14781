import { environmentProxies } from "#platform/environment-proxies";
import { createHttpHandler } from "#platform/http-handler";
import type { ClientConfig, CredentialsAsker } from "../config/client-config.js";
import type { ConfigStore } from "../config/config-store.js";
import { sleep } from "../config/default-hooks.js";
import type { Logger } from "../config/logger.js";
import type { SessionContext } from "../config/session-context.js";
import type { SharedFiles } from "../config/shared-files.js";
import type { SessionVariables, VariableName } from "../config/variables.js";
import type { HttpHandler } from "../http/message.js";

/** What providers of credentials look at. They call services for the session that they work for. */
export interface ProviderContext extends CredentialsAsker {
  /** The profile's name; `default` when none was chosen. */
  readonly profile: string;
  /** Whether code chose the profile: then environment variables with keys are passed over. */
  readonly isProfileGiven: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly files: SharedFiles;
  getConfigVariable<Name extends VariableName>(name: Name): SessionVariables[Name];
  /** What requests to metadata services go through: directly, or by the environment's proxies for `proxiesFor`. */
  httpHandler(options?: { readonly proxiesFor: string }): Promise<HttpHandler>;
  readonly userAgent: string;
  readonly logger: Logger | undefined;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** A number from 0 up to, but not including, 1. */
  readonly random: () => number;
  /** The region of the client that credentials were first wanted for. */
  readonly clientRegion?: string | undefined;
}

/** For whom providers look: the session, and the region of the client that asked it first. */
export interface ProvidersFor {
  readonly session?: SessionContext | undefined;
  readonly clientRegion?: string | undefined;
}

/** The context for a session's variables. What the session's clients are given by default, its providers use, too. */
export function createProviderContext(
  store: ConfigStore,
  userAgent: string,
  clientConfig: ClientConfig = {},
  { session, clientRegion }: ProvidersFor = {},
): ProviderContext {
  return {
    session,
    clientConfig,
    clientRegion,
    profile: store.get("profile") ?? "default",
    isProfileGiven: store.isSetByCode("profile"),
    environment: store.environment,
    files: store.files,
    getConfigVariable: (name) => store.get(name),
    httpHandler: async (options) => {
      if (clientConfig.httpHandler) return clientConfig.httpHandler;
      return createHttpHandler({
        proxies: options && environmentProxies?.(store.environment, () => options.proxiesFor),
      });
    },
    userAgent,
    logger: clientConfig.logger,
    clock: clientConfig.clock ?? Date.now,
    sleep: clientConfig.sleep ?? sleep,
    random: clientConfig.random ?? Math.random,
  };
}
