import type { AwsCredentials, BearerToken } from "../auth/identity.js";
import { checkRegion } from "./check-values.js";
import { type ClientConfig, mergeClientConfig } from "./client-config.js";
import { credentialsSource, type IdentitySource, tokenSource } from "./identity-source.js";
import { resolveClientConfig, withoutFips } from "./resolve-client-config.js";
import type { ConfigurableService, ResolvedConfig } from "./resolved-config.js";
import type { SessionContext } from "./session-context.js";
import { validateClientConfig } from "./validate-client-config.js";

/**
 * A client's settings in two steps: the region when the client is made, everything else when it is first asked for.
 * So a client that is given region and credentials is made without a look at the disk.
 */
export class ClientSettings {
  readonly region: string;
  /** The client's own credentials, or the session's; undefined when there are none. */
  readonly credentials: IdentitySource<AwsCredentials | undefined>;
  /** The client's own token, or the session's. */
  readonly token: (signingName: string) => BearerToken | undefined | Promise<BearerToken | undefined>;
  readonly #given: ClientConfig;
  readonly #service: ConfigurableService;
  readonly #session: SessionContext | undefined;
  #resolved: ResolvedConfig | undefined;

  /** @throws what `validateClientConfig` throws, and for a region that is wrong or missing. */
  constructor(given: ClientConfig, session: SessionContext | undefined, service: ConfigurableService) {
    validateClientConfig(given);
    const defaults = session?.getDefaultClientConfig();
    const merged = defaults ? mergeClientConfig(defaults, given) : given;
    this.#given = merged;
    this.#service = service;
    this.#session = session;
    this.region = withoutFips(this.#region());
    this.credentials = merged.credentials
      ? credentialsSource(merged.credentials, merged.clock)
      : sessionCredentials(session, this.#loadsConfig);
    this.token = merged.token ? tokenSource(merged.token, merged.clock) : (name) => this.#sessionToken(name);
  }

  /**
   * Every setting, decided.
   *
   * @throws what `resolveClientConfig` throws, at each reading.
   */
  get resolved(): ResolvedConfig {
    this.#resolved ??= resolveClientConfig(this.#given, this.#variables, this.#service);
    return this.#resolved;
  }

  get #loadsConfig(): boolean {
    return this.#given.loadConfig !== false;
  }

  get #variables(): SessionContext["variables"] | undefined {
    return this.#loadsConfig ? this.#session?.variables : undefined;
  }

  /** A region that nobody names depends on other settings: then all are decided at once. */
  #region(): string {
    const { region } = this.#given;
    if (region !== undefined) return checkRegion(region, () => "the client's `region`");
    return this.#variables?.region() ?? this.resolved.region;
  }

  async #sessionToken(signingName: string): Promise<BearerToken | undefined> {
    const token = this.#loadsConfig ? await this.#session?.getAuthToken({ signingName }) : undefined;
    return token?.getFrozenToken();
  }
}

/** The session's credentials object is asked for once; what it refreshes is then asked for at every call. */
function sessionCredentials(
  session: SessionContext | undefined,
  chain: boolean,
): IdentitySource<AwsCredentials | undefined> {
  return async () => {
    const shared = await session?.getCredentials({ chain });
    return shared?.getFrozenCredentials();
  };
}
