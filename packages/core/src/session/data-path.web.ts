import type { ClientClass } from "./client-by-name.js";

/** There are no files here. */
export function clientClassOnDataPath(
  _service: string,
  _dataPath: string | undefined,
): ClientClass<unknown> | undefined {
  return undefined;
}
