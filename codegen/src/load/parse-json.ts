import { parseDocument } from "./json-document.js";
import { ModelError } from "./model-error.js";

/**
 * `JSON.parse`, with an error that names the place.
 *
 * @throws {@link ModelError}
 */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    parseDocument(text, file);
    throw new ModelError({ file, expected: "JSON" }, { cause });
  }
}
