import { CredentialRetrievalError } from "../errors/credentials.js";

/** Reads the end of temporary credentials; a time without a zone is UTC. `source` names the place, for the message. */
export function parseExpiration(text: string, source: string): Date {
  const date = parseTime(text);
  if (date) return date;
  throw new CredentialRetrievalError(`${source} is not a time: ${JSON.stringify(text)}; 2026-01-02T03:04:05Z is one.`);
}

/** A time as programs of AWS's write it; undefined when the text is none. */
export function parseTime(text: string): Date | undefined {
  // botocore's own files end in "UTC", which is no zone to Date.
  const iso = text.trim().replace(/(?:UTC|GMT)$/i, "Z");
  const date = new Date(/\d[T ]\d[\d:.]*$/.test(iso) ? `${iso}Z` : iso);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
