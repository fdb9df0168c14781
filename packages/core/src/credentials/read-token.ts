import { readFile } from "#platform/files";
import { fromUtf8 } from "../encoding/utf8.js";
import { CredentialRetrievalError } from "../errors/credentials.js";

/** The token as the file has it: nothing is trimmed. `source` says what names the file. */
export function readToken(path: string, source: string): string {
  const bytes = readFile(path);
  if (bytes) return fromUtf8(bytes);
  throw new CredentialRetrievalError(`The token file that ${source} names cannot be read: ${path}`);
}
