/**
 * Where the core writes what it does; `console` is one. Secrets and bodies never reach it.
 *
 * `debug` gets a line per attempt: service and operation, host and path, status, request id, lengths and
 * milliseconds. `info` gets a line per retry: reason and delay. `warn` tells of what goes on in a lesser way, such as
 * credentials that could not be refreshed yet. What is thrown is not logged: `error` is never called.
 */
export interface Logger {
  debug(message: string, ...details: unknown[]): void;
  info(message: string, ...details: unknown[]): void;
  warn(message: string, ...details: unknown[]): void;
  error(message: string, ...details: unknown[]): void;
}
