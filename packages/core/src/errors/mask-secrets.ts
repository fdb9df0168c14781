/**
 * Masks what looks like a secret in a piece of JSON or XML that could not be read: the value of every name that speaks
 * of secrets, tokens, passwords, keys or credentials. It errs on the side of masking.
 */
export function maskSecrets(text: string): string {
  return text
    .replace(
      new RegExp(`("[^"]*(?:${secretWords})[^"]*"\\s*:\\s*)("(?:[^"\\\\]|\\\\.)*"?|[^,}\\]\\s]+)`, "gi"),
      "$1***",
    )
    .replace(new RegExp(`(<[\\w:]*(?:${secretWords})[\\w:]*[^>]*>)[^<]*`, "gi"), "$1***");
}

const secretWords = "secret|token|passw|credential|private|key|signature|authorization|cookie";
