import type { SessionContext } from "../config/session-context.js";

/** There is no environment to take settings from: clients without a session have only what they are given. */
export function defaultSession(): SessionContext | undefined {
  return undefined;
}
