import type { SessionContext } from "../config/session-context.js";
import { Session } from "./session.js";

/** The session of clients that were made without one; made when the first of them is. */
export function defaultSession(): SessionContext | undefined {
  session ??= new Session();
  return session;
}

let session: Session | undefined;
