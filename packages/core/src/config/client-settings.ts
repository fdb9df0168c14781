import type { AwsCredentials, BearerToken } from "../auth/identity.js";
import { type ClientConfig, mergeClientConfig, type Proxies } from "./client-config.js";
import { credentialsSource, type IdentitySource, tokenSource } from "./identity-source.js";
import { resolveClientConfig, resolveRegion } from "./resolve-client-config.js";
import type { ConfigurableService, ResolvedConfig } from "./resolved-config.js";
import type { SessionContext, SharedIdentity } from "./session-context.js";
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

  /** @throws what `validateClientConfig` and `resolveRegion` throw. */
  constructor(given: ClientConfig, session: SessionContext | undefined, service: ConfigurableService) {
    validateClientConfig(given);
    const defaults = session?.getDefaultClientConfig();
    const merged = defaults ? mergeClientConfig(defaults, given) : given;
    this.#given = merged;
    this.#service = service;
    this.#session = session;
    this.region = resolveRegion(merged, this.#variables, service);
    this.credentials = merged.credentials
      ? credentialsSource(merged.credentials, merged.clock, { clientConfig: merged, session })
      : sessionCredentials(session, { chain: this.#loadsConfig, region: this.region });
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

  /** As they were given: with user and password. */
  get proxies(): Proxies | undefined {
    return this.#given.proxies;
  }

  get #loadsConfig(): boolean {
    return this.#given.loadConfig !== false;
  }

  get #variables(): SessionContext["variables"] | undefined {
    return this.#loadsConfig ? this.#session?.variables : undefined;
  }

  async #sessionToken(signingName: string): Promise<BearerToken | undefined> {
    const token = this.#loadsConfig ? await this.#session?.getAuthToken({ signingName }) : undefined;
    return token?.getFrozenToken();
  }
}

/** The session's credentials are looked for until they are found; from then on their object is asked alone. */
function sessionCredentials(
  session: SessionContext | undefined,
  options: { readonly chain: boolean; readonly region: string },
): IdentitySource<AwsCredentials | undefined> {
  let found: SharedIdentity | undefined;
  return async () => {
    found ??= await session?.getCredentials(options);
    return found?.getFrozenCredentials();
  };
}
