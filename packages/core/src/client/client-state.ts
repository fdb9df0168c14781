import type { AuthSettings } from "../auth/auth-scheme.js";
import type { AwsCredentials, BearerToken } from "../auth/identity.js";
import type { SignerTable } from "../auth/signer-table.js";
import type { ResolvedConfig } from "../config/resolved-config.js";
import type { HierarchicalEmitter } from "../events/emitter.js";
import type { HttpHandler } from "../http/message.js";
import type { RetryStrategy } from "../retries/strategy.js";
import type { ErrorSchema } from "../schema/error-schema.js";
import type { Builtins } from "./endpoint-parameters.js";
import type { ServiceDescriptor } from "./service-descriptor.js";

/** What a client's calls share. */
export interface ClientState {
  readonly service: ServiceDescriptor;
  readonly config: ResolvedConfig;
  readonly events: HierarchicalEmitter;
  readonly handler: HttpHandler;
  readonly builtins: Builtins;
  readonly auth: AuthSettings;
  readonly signers: readonly SignerTable[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether the service's endpoint rules ask for the account's id. */
  readonly asksForAccountId: boolean;
  /** The keys to sign with now; undefined when there are none. */
  credentials(): Promise<AwsCredentials | undefined>;
  token(): Promise<BearerToken | undefined>;
  /** What is tried again, and when. A promise until the code of a mode that is not the default is loaded. */
  readonly retries: RetryStrategy | Promise<RetryStrategy>;
  /** Name and value of the header that names the program; undefined where the platform sets it alone. */
  readonly userAgent: readonly [header: string, value: string] | undefined;
  /** Epoch milliseconds by the service's clock, as far as it is known. */
  now(): number;
  /** Modelled errors of the whole service; undefined for clients that bring no operations. */
  readonly errors: readonly ErrorSchema[] | undefined;
}
