import type { SessionContext } from "../config/session-context.js";
import { InvalidConfigError } from "../errors/config.js";

/** There is no environment to take settings from: clients without a session have only what they are given. */
export function defaultSession(): SessionContext | undefined {
  return undefined;
}

/** There are no files to have a profile in. */
export function profileSession(profile: string): SessionContext {
  throw new InvalidConfigError(`There are no shared files here to find the profile ${JSON.stringify(profile)} in.`);
}
