import { otherRetries } from "#platform/other-retries";
import type { RetryMode } from "../config/client-config.js";
import { InvalidRetryModeError } from "../errors/config.js";
import { standardRetries } from "./standard.js";
import type { RetrySettings, RetryStrategy } from "./strategy.js";

/**
 * What makes the strategy of a retry mode. Those that are not the default are loaded when a client asks for them.
 *
 * @throws {@link InvalidRetryModeError} for those on platforms whose bundles leave them out.
 */
export function retriesOf(mode: RetryMode): (settings: RetrySettings) => RetryStrategy | Promise<RetryStrategy> {
  const create = mode === "standard" ? standardRetries : otherRetries ? otherRetries[mode] : undefined;
  if (create !== undefined) return create;
  throw new InvalidRetryModeError(
    `Bundles for this platform hold no retry mode "${mode}": give \`retryStrategy: ${mode}Retries\` of @inia/core.`,
  );
}
