import type { Logger } from "../config/logger.js";
import type { CredentialCache } from "./credential-cache.js";

/** Keeps what was got. A cache that cannot be written to costs a warning: what was got is good all the same. */
export async function keepInCache(
  cache: CredentialCache,
  key: string,
  value: unknown,
  what: string,
  logger: Logger | undefined,
): Promise<void> {
  try {
    await cache.set(key, value);
  } catch (error) {
    logger?.warn(`${what} could not be kept.`, error);
  }
}
