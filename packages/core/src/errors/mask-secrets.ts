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

/**
 * Masks what services quote of a request that they refuse: its signature, and the token within the canonical request.
 * `Credential` and the like stand in front of their values as in headers, forms and URLs.
 */
export function maskQuoted(text: string): string {
  return text.replace(quotedSecrets, "$1***");
}

const quotedSecrets: RegExp =
  /\b((?:(?:X-Amz-(?:Security-Token|S3session-Token|Signature|Credential)|server-side-encryption-customer-key|Signature|Credential|AWSAccessKeyId|SecurityToken|Cookie) ?[=:]|Authorization: *Bearer) *)[^\s&,;'"<>)]+/gi;

/** Names of what errors carry beside their message: S3 sends back the token, and the request that it signed. */
export const secretNames: RegExp =
  /secret|token|passw|credential|signature|authorization|cookie|canonical|tosign|(?:access|private|customer)[-_]?key/i;
