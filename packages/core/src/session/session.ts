import { environmentVariables } from "#platform/environment";
import type { AwsCredentials } from "../auth/identity.js";
import { type ClientConfig, mergeClientConfig } from "../config/client-config.js";
import { ConfigStore, type LookupMethod } from "../config/config-store.js";
import type { FullConfig, Section } from "../config/profiles.js";
import type { SessionContext } from "../config/session-context.js";
import { validateClientConfig } from "../config/validate-client-config.js";
import type { ClientVariables } from "../config/variable-source.js";
import type { SessionVariables, VariableName, VariableRow } from "../config/variables.js";
import { VERSION } from "../config/version.js";
import { createCredentialResolver, createTokenProviderChain } from "../credentials/chain.js";
import { Credentials } from "../credentials/credentials.js";
import { type CredentialExplanation, explainCredentials } from "../credentials/explain.js";
import { createProviderContext, type ProviderContext } from "../credentials/provider-context.js";
import type { AuthToken, TokenRequest } from "../credentials/token-provider-chain.js";
import type { DynamicClient, DynamicMethods } from "../dynamic/client-from-model.js";
import { type EventHandler, HierarchicalEmitter, type RegisterOptions } from "../events/emitter.js";
import type { EventName } from "../events/event-map.js";
import { replaceAlias } from "../events/replace-alias.js";
import { eventAliases } from "../model/event-aliases.js";
import type { ServiceModel } from "../model/service-model.js";
import { availablePartitions, availableRegions, availableServices, partitionForRegion } from "./available.js";
import { type ClientClass, type NamedService, serviceByName } from "./client-by-name.js";
import { type ComponentName, ComponentRegistry, type SessionComponents } from "./components.js";
import { createDataLoader } from "./data-loader.js";
import { invokeInitializers } from "./initializers.js";
import { PaginatorModel, serviceModelOf, WaiterModel } from "./service-models.js";
import type { Services } from "./services.js";

export interface SessionOptions {
  /** The profile in the shared files. It then wins over keys in the environment. */
  readonly profile?: string | undefined;
  /** Rows of the table of session variables, in place of its own or in addition. */
  readonly envVars?: Readonly<Record<string, VariableRow>> | undefined;
  /** The emitter to use in place of a new one. */
  readonly eventHooks?: HierarchicalEmitter | undefined;
  /** Whether clients get the handlers that core and their services bring. Default: `true`. */
  readonly includeBuiltinHandlers?: boolean | undefined;
}

/** Makes a session: what clients share of profile, environment, credentials and event handlers. */
export function getSession(options: SessionOptions = {}): Session {
  return new Session(options);
}

/**
 * What clients share: profile and environment, credentials with their refreshes, event handlers, default settings.
 * Environment and shared files are read when something is first asked of them.
 */
export class Session implements SessionContext {
  readonly includeBuiltinHandlers: boolean;
  /** The name and version in front of the user agent. */
  userAgentName = "Inia";
  userAgentVersion: string = VERSION;
  /** Stands at the end of the user agent. */
  userAgentExtra = "";
  readonly #components = new ComponentRegistry();
  #clientConfig: ClientConfig | undefined;
  #credentials: Credentials | undefined;
  #loading: Promise<Credentials | undefined> | undefined;
  #token: AuthToken | undefined;
  #clientRegion: string | undefined;

  constructor({ profile, envVars, eventHooks, includeBuiltinHandlers = true }: SessionOptions = {}) {
    this.includeBuiltinHandlers = includeBuiltinHandlers;
    const store = new ConfigStore(environmentVariables(), envVars);
    if (profile !== undefined) store.set("profile", profile);
    this.#components.register("config_store", store);
    this.#components.register("event_emitter", eventHooks ?? new HierarchicalEmitter(todaysName));
    this.#components.registerLazily("data_loader", () => createDataLoader(store));
    this.#components.registerLazily("credential_provider", () => createCredentialResolver(this.#providerContext()));
    this.#components.registerLazily("token_provider", () => createTokenProviderChain(this.#providerContext()));
    invokeInitializers(this);
  }

  /** Environment and profile, as clients read them. */
  get variables(): ClientVariables {
    return this.#store;
  }

  /** The handlers that every client made from now on begins with. */
  get events(): HierarchicalEmitter {
    return this.getComponent("event_emitter");
  }

  /** The chosen profile's name; undefined when the default one is used. */
  get profile(): string | undefined {
    return this.getConfigVariable("profile");
  }

  /** The names of all profiles in the shared files. */
  get availableProfiles(): string[] {
    return Object.keys(this.fullConfig.profiles);
  }

  /** Everything that the shared files say. */
  get fullConfig(): FullConfig {
    return this.#store.fullConfig;
  }

  /** What the shared files say about the session's profile. */
  getScopedConfig(): Section {
    return this.#store.scopedConfig;
  }

  /**
   * A session variable: set by code, else from the environment, the profile, its default. `methods` leaves places
   * out; the default stays.
   */
  getConfigVariable<Name extends VariableName>(
    name: Name,
    options?: { readonly methods?: readonly LookupMethod[] },
  ): SessionVariables[Name];
  getConfigVariable(name: string, options?: { readonly methods?: readonly LookupMethod[] }): unknown;
  getConfigVariable(name: string, options: { readonly methods?: readonly LookupMethod[] } = {}): unknown {
    return this.#store.get(name, options.methods);
  }

  /** Sets a session variable: the value wins over environment and files. */
  setConfigVariable(name: string, value: unknown): void {
    this.#store.set(name, value);
  }

  /** The settings that clients of this session begin with. */
  getDefaultClientConfig(): ClientConfig | undefined {
    return this.#clientConfig;
  }

  setDefaultClientConfig(config: ClientConfig | undefined): void {
    if (config) validateClientConfig(config);
    this.#clientConfig = config && mergeClientConfig(config, {});
  }

  /** Gives the session's clients these keys, in place of the chain's. */
  setCredentials(credentials: AwsCredentials): void {
    this.#credentials = new Credentials(credentials);
  }

  /**
   * The session's credentials, searched for once; undefined when no provider has any. All clients of the session
   * share the object, and so its refreshes. `region` is that of the client that asks: services that credentials come
   * from are called there, unless they have a region of their own.
   */
  async getCredentials(
    options: { readonly chain?: boolean; readonly region?: string } = {},
  ): Promise<Credentials | undefined> {
    if (this.#credentials || options.chain === false) return this.#credentials;
    this.#clientRegion ??= options.region;
    this.#loading ??= this.getComponent("credential_provider")
      .loadCredentials()
      .then((credentials) => {
        this.#credentials ??= credentials;
        return this.#credentials;
      })
      .finally(() => {
        this.#loading = undefined;
      });
    return this.#loading;
  }

  /**
   * Searches for credentials anew and tells, provider by provider, what it looked at and why it passed, was used or
   * failed; never a value. Files are read, and the container's or the instance's service is asked, but no program is
   * run, no role assumed, no token refreshed, and the session's credentials stay what they are.
   *
   * @example
   * ```ts
   * import { getSession } from "@inia/core";
   *
   * console.table(await getSession({ profile: "dev" }).explainCredentials());
   * ```
   */
  async explainCredentials(): Promise<CredentialExplanation[]> {
    const { providers } = this.getComponent("credential_provider");
    return explainCredentials(providers, this.#store, this.#credentials?.method === "explicit");
  }

  /** A bearer token for a service (by the name it signs under), else the session's. */
  async getAuthToken(request: TokenRequest = {}): Promise<AuthToken | undefined> {
    const chain = this.getComponent("token_provider");
    const own = request.signingName === undefined ? undefined : await chain.loadToken(request);
    if (own) return own;
    this.#token ??= await chain.loadToken();
    return this.#token;
  }

  /** A client of this session: `session.createClient(S3, { region })`. */
  createClient<Client>(type: ClientClass<Client>, config?: ClientConfig): Client;
  /**
   * A client by the name of its service: of a model on the data path (`AWS_DATA_PATH`, `~/.aws/models`), else from its
   * installed package. Node, Bun and Deno only.
   */
  createClient<Name extends keyof Services>(service: Name, config?: ClientConfig): Services[Name];
  createClient(service: string, config?: ClientConfig): DynamicClient & DynamicMethods;
  createClient(service: ClientClass<unknown> | string, config?: ClientConfig): unknown {
    const type = typeof service === "string" ? this.#serviceByName(service).type : service;
    return new type(config, this);
  }

  /**
   * A service's model, from the data path or from its installed package. Node, Bun and Deno only.
   *
   * @throws {@link UnknownServiceError} when there is none.
   */
  async getServiceModel(service: string): Promise<ServiceModel> {
    return serviceModelOf(this.#serviceByName(service));
  }

  /** How a service's operations page; found as {@link getServiceModel} finds the model. */
  async getPaginatorModel(service: string): Promise<PaginatorModel> {
    return new PaginatorModel(this.#serviceByName(service));
  }

  /** A service's waiters; found as {@link getServiceModel} finds the model. */
  async getWaiterModel(service: string): Promise<WaiterModel> {
    return new WaiterModel(this.#serviceByName(service));
  }

  /** botocore's names of AWS's services. */
  async getAvailableServices(): Promise<string[]> {
    return availableServices(await this.getComponent("data_loader").serviceTable());
  }

  async getAvailablePartitions(): Promise<string[]> {
    return availablePartitions(await this.getComponent("data_loader").serviceTable());
  }

  /**
   * The regions of a partition in which a service is known to be. `allowNonRegional` adds names such as `aws-global`.
   */
  async getAvailableRegions(
    service: string,
    options: { readonly partition?: string; readonly allowNonRegional?: boolean } = {},
  ): Promise<string[]> {
    const { partition = "aws", allowNonRegional = false } = options;
    return availableRegions(
      await this.getComponent("data_loader").serviceTable(),
      service,
      partition,
      allowNonRegional,
    );
  }

  async getPartitionForRegion(region: string): Promise<string> {
    return partitionForRegion(await this.getComponent("data_loader").serviceTable(), region);
  }

  /** The session's part of the user agent. */
  userAgent(): string {
    const environment = this.#store.environment.AWS_EXECUTION_ENV;
    return [
      `${this.userAgentName}/${this.userAgentVersion}`,
      environment === undefined ? "" : `exec-env/${environment}`,
      this.userAgentExtra,
    ]
      .filter((part) => part !== "")
      .join(" ");
  }

  /** Registers a handler for the clients made from now on. Services may go by older names, too: `before-call.logs`. */
  register<Name extends EventName>(event: Name, handler: EventHandler<Name>, options?: RegisterOptions): void {
    this.events.register(todaysName(event) as Name, handler, options);
  }

  unregister<Name extends EventName>(event: Name, handler?: EventHandler<Name>, options?: RegisterOptions): void {
    this.events.unregister(todaysName(event) as Name, handler, options);
  }

  /** A part of the session by botocore's name of it. */
  getComponent<Name extends ComponentName>(name: Name): SessionComponents[Name];
  getComponent(name: string): unknown;
  getComponent(name: string): unknown {
    return this.#components.get(name);
  }

  /** Replaces a part of the session, or adds one. */
  registerComponent<Name extends ComponentName>(name: Name, component: SessionComponents[Name]): void;
  registerComponent(name: string, component: unknown): void;
  registerComponent(name: string, component: unknown): void {
    this.#components.register(name, component);
  }

  /** Replaces a part of the session by what a function makes when the part is first asked for. */
  lazyRegisterComponent<Name extends ComponentName>(name: Name, make: () => SessionComponents[Name]): void;
  lazyRegisterComponent(name: string, make: () => unknown): void;
  lazyRegisterComponent(name: string, make: () => unknown): void {
    this.#components.registerLazily(name, make);
  }

  #serviceByName(service: string): NamedService {
    return serviceByName(service, this.getComponent("data_loader"));
  }

  #providerContext(): ProviderContext {
    return createProviderContext(this.#store, this.userAgent(), this.#clientConfig, {
      session: this,
      clientRegion: this.#clientRegion,
    });
  }

  get #store(): ConfigStore {
    return this.getComponent("config_store");
  }
}

/** An emitter that the program brings knows no older names, so the session replaces them itself, too. */
const todaysName: (event: string) => string = /*#__PURE__*/ replaceAlias(/*#__PURE__*/ Object.entries(eventAliases));
