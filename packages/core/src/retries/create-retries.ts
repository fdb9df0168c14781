import type { RetryMode } from "../config/client-config.js";
import { standardRetries } from "./standard.js";
import type { RetrySettings, RetryStrategy } from "./strategy.js";

/** The strategy of a retry mode. The modes that are not the default are loaded when a client asks for them. */
export function createRetries(mode: RetryMode, settings: RetrySettings): RetryStrategy | Promise<RetryStrategy> {
  switch (mode) {
    case "standard":
      return standardRetries(settings);
    case "legacy":
      return import("./legacy.js").then(({ legacyRetries }) => legacyRetries(settings));
    case "adaptive":
      return import("./adaptive.js").then(({ adaptiveRetries }) => adaptiveRetries(settings));
  }
}
