/**
 * Whether a message says what another says: each name and value that the expected one quotes, and at least half of
 * its words.
 */
export function hasGist(message: string, expected = ""): boolean {
  const text = message.toLowerCase();
  const quoted = [...expected.toLowerCase().matchAll(/`([^`]+)`|"([^"]+)"|'([^']+)'/g)];
  if (!quoted.every(([, tick, double, single]) => text.includes((tick ?? double ?? single)!))) return false;
  const words = new Set(expected.toLowerCase().match(/[a-z]{4,}/g));
  const said = [...words].filter((word) => text.includes(word)).length;
  return said * 2 >= words.size;
}
