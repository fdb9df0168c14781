import type { ClientConfig } from "../config/client-config.js";
import type { Untyped } from "./untyped.js";

/** v3's settings of a `NodeHttpHandler`. Times are milliseconds, and 0 means none. */
export interface RequestHandlerOptions {
  readonly connectionTimeout?: number | undefined;
  readonly requestTimeout?: number | undefined;
  readonly socketTimeout?: number | undefined;
  /** An agent of Node's, or of a proxy package: its limits, its trust and its proxy count. */
  readonly httpAgent?: unknown;
  readonly httpsAgent?: unknown;
  readonly throwOnRequestTimeout?: boolean | undefined;
  readonly socketAcquisitionWarningTimeout?: number | undefined;
  /** Passed over: `FetchHttpHandler`'s. */
  readonly keepAlive?: boolean | undefined;
}

/** A handler of one's own. */
export interface RequestHandler {
  handle?(request: Untyped, options?: Untyped): Promise<{ response: Untyped }>;
  /** What a `NodeHttpHandler` was made with. */
  readonly "~options"?: RequestHandlerOptions | undefined;
}

/** 0 means none. v3's `requestTimeout` is about the silence before an answer; so is ours. */
export function timeouts({ connectionTimeout, socketTimeout, requestTimeout }: RequestHandlerOptions): ClientConfig {
  return {
    connectTimeoutMs: connectionTimeout || undefined,
    readTimeoutMs: socketTimeout || requestTimeout || undefined,
  };
}
