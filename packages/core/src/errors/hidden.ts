import type { ResponseMetadata } from "../schema/metadata.js";

/**
 * Sets a property that is read as any other, but that no print, `JSON.stringify` or spread shows: what is secret, or
 * may be. (`util.inspect` shows `[Getter]` when it is asked for hidden properties.)
 */
export function setHidden<Target extends object>(target: Target, name: string, value: unknown): Target {
  return Object.defineProperty(target, name, { get: () => value, enumerable: false, configurable: true });
}

/** What an error tells of its response. Headers may hold what the model calls sensitive: they are not printed. */
export function errorMetadata({ httpHeaders, ...shown }: ResponseMetadata): ResponseMetadata {
  return httpHeaders === undefined ? shown : setHidden(shown, "httpHeaders", httpHeaders);
}
