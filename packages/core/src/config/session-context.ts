import type { AwsCredentials, BearerToken } from "../auth/identity.js";
import type { HierarchicalEmitter } from "../events/emitter.js";
import type { ClientConfig } from "./client-config.js";
import type { ClientVariables } from "./variable-source.js";

/** What a client takes from the session it belongs to. `Session` is one; clients know no more of it. */
export interface SessionContext {
  /** Environment and profile. */
  readonly variables: ClientVariables;
  /** The session's handlers: a client copies them when it is made. */
  readonly events: HierarchicalEmitter;
  /** Whether clients register their services' customizations. */
  readonly includeBuiltinHandlers: boolean;
  /** What the session adds to the user agent: the name and version in front, and text at the end. */
  readonly userAgentName: string;
  readonly userAgentVersion: string;
  readonly userAgentExtra: string;
  /** Settings for all clients, under those of each. */
  getDefaultClientConfig(): ClientConfig | undefined;
  /**
   * The session's credentials, one object for all its clients, so that they share a refresh; undefined when no
   * provider has any. `{ chain: false }` gives only what code has set: nothing is looked for. `region` is that of the
   * client that asks.
   */
  getCredentials(options?: { readonly chain?: boolean; readonly region?: string }): Promise<SharedIdentity | undefined>;
  getAuthToken(options?: { readonly signingName?: string }): Promise<SharedToken | undefined>;
}

/** Credentials that refresh themselves. */
export interface SharedIdentity {
  /** The keys as they are now, refreshed when that is due. */
  getFrozenCredentials(): Promise<AwsCredentials>;
}

/** A bearer token that refreshes itself. */
interface SharedToken {
  getFrozenToken(): Promise<BearerToken>;
}
