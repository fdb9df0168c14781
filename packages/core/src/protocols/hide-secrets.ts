import type { ErrorResponse } from "../errors/client-error.js";
import { setHidden } from "../errors/hidden.js";
import { maskQuoted, secretNames } from "../errors/mask-secrets.js";
import type { StructureSchema } from "../schema/read.js";
import { holdsSensitive } from "../schema/sensitive.js";

/**
 * Hides from print what an error's response holds of secrets: programs read it as before. Gives the message as it may
 * be shown: a few models call even that sensitive, because it may quote the input.
 */
export function hideSecrets(response: ErrorResponse, members: StructureSchema | undefined): string {
  const { Error: fields } = response;
  const message = fields?.Message ?? "Unknown";
  const isSensitive = (name: string): boolean => holdsSensitive(members?.byName.get(name)?.value);
  const shown = isSensitive("message") || isSensitive("Message") ? "***" : maskQuoted(message);
  const hide = (target: object): void => {
    for (const [name, value] of Object.entries(target)) {
      const isMasked = shown !== message && value === message;
      if (isMasked || secretNames.test(name) || (target === response && isSensitive(name))) {
        setHidden(target, name, value);
      }
    }
  };
  hide(response);
  if (fields !== undefined) hide(fields);
  return shown;
}
