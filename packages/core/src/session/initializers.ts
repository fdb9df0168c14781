import { ValidationError } from "../errors/call.js";
import type { Session } from "./session.js";

/** Gets each new session, before anybody else sees it. */
export type SessionInitializer = (session: Session) => void;

/** Calls a function with every session made from now on, in order of registration. For all of the program. */
export function registerInitializer(initializer: SessionInitializer): void {
  initializers.push(initializer);
}

/**
 * Removes the first registration of a function.
 *
 * @throws {@link ValidationError} when it is not registered.
 */
export function unregisterInitializer(initializer: SessionInitializer): void {
  const index = initializers.indexOf(initializer);
  if (index < 0) throw new ValidationError("This session initializer is not registered, so it cannot be removed.");
  initializers.splice(index, 1);
}

export function invokeInitializers(session: Session): void {
  for (const initializer of [...initializers]) initializer(session);
}

const initializers: SessionInitializer[] = [];
