import { environmentVariables } from "#platform/environment";
import { environmentProxies } from "#platform/environment-proxies";
import { createHttpHandler } from "#platform/http-handler";
import { otherSigners } from "#platform/signers";
import { type AuthSettings, bearerTokenVariable } from "../auth/auth-scheme.js";
import type { AwsCredentials, BearerToken } from "../auth/identity.js";
import type { Signer } from "../auth/signer.js";
import { findSigner, type SignerTable } from "../auth/signer-table.js";
import { sigv4 } from "../auth/sigv4.js";
import type { ClientConfig, Proxies } from "../config/client-config.js";
import { ClientSettings } from "../config/client-settings.js";
import type { ResolvedConfig } from "../config/resolved-config.js";
import type { SessionContext } from "../config/session-context.js";
import { partition } from "../endpoints/partition.js";
import { HierarchicalEmitter, ownStep } from "../events/emitter.js";
import { replaceAlias } from "../events/replace-alias.js";
import type { HttpHandler } from "../http/message.js";
import { type UserAgent, userAgentOf } from "../http/user-agent.js";
import { retriesOf } from "../retries/retries-of.js";
import type { RetryStrategy } from "../retries/strategy.js";
import type { ErrorSchema } from "../schema/error-schema.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { clientEndpoint } from "./client-endpoint.js";
import { type Builtins, endpointBuiltins } from "./endpoint-parameters.js";
import { type OperationFacts, readFacts } from "./operation-facts.js";
import { registerCustomizations, type ServiceDescriptor } from "./service-descriptor.js";

/** What a client's calls share. All but the region is made when a call first needs it. */
export class ClientState {
  readonly service: ServiceDescriptor;
  readonly events: HierarchicalEmitter;
  /** Modelled errors of the whole service; undefined for clients that bring no operations. */
  readonly #errors: () => readonly ErrorSchema[] | undefined;
  readonly #settings: ClientSettings;
  #handler: HttpHandler | undefined;
  #builtins: Builtins | undefined;
  #auth: AuthSettings | undefined;
  #retries: RetryStrategy | Promise<RetryStrategy> | undefined;
  #userAgent: UserAgent | undefined;
  /** How far services' clocks are ahead of this machine's, as their refusals told. Milliseconds. */
  clockOffset = 0;
  readonly #session: SessionContext | undefined;
  readonly #signers: readonly SignerTable[];
  /** Signers that have been asked for; those of the table are loaded at each look-up. */
  readonly #loadedSigners: Map<string, Signer> = new Map();
  readonly #facts: Map<OperationDescriptor, OperationFacts> = new Map();

  constructor(
    service: ServiceDescriptor,
    given: ClientConfig,
    session: SessionContext | undefined,
    errors: () => readonly ErrorSchema[] | undefined,
  ) {
    this.#settings = new ClientSettings(given, session, service);
    this.#errors = errors;
    this.#session = session;
    this.service = service;
    const canonical = service.eventAliases && replaceAlias(service.eventAliases.map((alias) => [alias, service.id]));
    this.events = session?.events.copy(canonical) ?? new HierarchicalEmitter(canonical);
    this.events.register(`needs-retry.${service.id}`, ownStep);
    if (service.customizations !== undefined && session?.includeBuiltinHandlers !== false) {
      registerCustomizations(this.events, service.customizations);
    }
    this.events.register(`request-created.${service.id}`, ownStep);
    this.#signers = [...(service.signers ?? []), { v4: sigv4 }, otherSigners];
  }

  get region(): string {
    return this.#settings.region;
  }

  get config(): ResolvedConfig {
    return this.#settings.resolved;
  }

  get errors(): readonly ErrorSchema[] | undefined {
    return this.#errors();
  }

  get handler(): HttpHandler {
    const { config } = this;
    this.#handler ??=
      config.httpHandler ??
      createHttpHandler({ ...config, proxies: this.#settings.proxies ?? this.#environmentProxies() });
    return this.#handler;
  }

  #environmentProxies(): Proxies | undefined {
    return environmentProxies ? environmentProxies(this.environment, () => this.#usualEndpoint()) : undefined;
  }

  /** What `NO_PROXY` is held against. Rules that need a parameter of the call give none: then it is the usual name. */
  #usualEndpoint(): string {
    const { region, service } = this;
    return clientEndpoint(this) ?? `https://${service.endpointPrefix}.${region}.${partition(region).dnsSuffix}`;
  }

  get builtins(): Builtins {
    this.#builtins ??= endpointBuiltins(this.service, this.config);
    return this.#builtins;
  }

  get auth(): AuthSettings {
    if (this.#auth === undefined) {
      const { signingName, auth } = this.service;
      this.#auth = {
        ...this.config,
        region: this.#signingRegion(),
        auth,
        signingName,
        hasEnvironmentToken: this.environment[bearerTokenVariable(signingName)] !== undefined,
      };
    }
    return this.#auth;
  }

  /** One endpoint for a whole partition has a region of its own. Not so where the endpoint is the user's. */
  #signingRegion(): string {
    const { signingRegions } = this.service;
    if (signingRegions === undefined || this.config.endpoint !== undefined) return this.region;
    return signingRegions[this.region] ?? signingRegions[partition(this.region).name] ?? this.region;
  }

  /** What is tried again, and when. A promise until the code of a mode that is not the default is loaded. */
  get retries(): RetryStrategy | Promise<RetryStrategy> {
    const { config, service } = this;
    this.#retries ??= (config.retryStrategy ?? retriesOf(config.retryMode))({
      service: service.id,
      maxAttempts: config.maxAttempts,
      numbers2026: config.newRetries2026,
      quota: config.retryQuota,
      random: config.random,
      clock: config.clock,
      sleep: config.sleep,
    });
    return this.#retries;
  }

  get userAgent(): UserAgent {
    this.#userAgent ??= userAgentOf(this.config, this.#session, this.environment);
    return this.#userAgent;
  }

  get environment(): Readonly<Record<string, string | undefined>> {
    return this.config.loadConfig ? environmentVariables() : {};
  }

  /** What is known of an operation's calls. */
  factsOf(operation: OperationDescriptor): OperationFacts {
    let facts = this.#facts.get(operation);
    if (facts === undefined) this.#facts.set(operation, (facts = readFacts(operation)));
    return facts;
  }

  /**
   * The signer of a signature version; a promise while its code is loaded.
   *
   * @throws {@link UnknownSignatureVersionError} when there is none.
   */
  signer(signatureVersion: string): Signer | Promise<Signer> {
    const loaded = this.#loadedSigners.get(signatureVersion);
    if (loaded !== undefined) return loaded;
    const found = findSigner(signatureVersion, this.#signers);
    const keep = (signer: Signer): Signer => {
      this.#loadedSigners.set(signatureVersion, signer);
      return signer;
    };
    return found instanceof Promise ? found.then(keep) : keep(found);
  }

  /** The keys to sign with now; undefined when there are none. */
  credentials(): AwsCredentials | undefined | Promise<AwsCredentials | undefined> {
    return this.#settings.credentials();
  }

  token(): BearerToken | undefined | Promise<BearerToken | undefined> {
    return this.#settings.token(this.service.signingName);
  }

  /** The time to sign requests for, in epoch milliseconds. */
  now(): number {
    return this.config.clock() + this.clockOffset;
  }

  /** Closes the connections that were opened for this client; nothing is opened for it. */
  close(): void {
    if (this.#handler !== this.config.httpHandler) this.#handler?.close?.();
  }
}
