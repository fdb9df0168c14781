import type { SessionContext } from "../config/session-context.js";
import { Session } from "./session.js";

/** The session of clients that were made without one; made when the first of them is. */
export function defaultSession(): SessionContext | undefined {
  session ??= new Session();
  return session;
}

/** A session of a profile. */
export function profileSession(profile: string): SessionContext {
  return new Session({ profile });
}

let session: Session | undefined;
