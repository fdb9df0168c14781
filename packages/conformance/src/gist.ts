/**
 * Whether a message says what another says: each name and value that the expected one quotes (patterns aside), and
 * at least a third of its words.
 */
export function hasGist(message: string, expected = ""): boolean {
  const text = message.toLowerCase();
  const values = [...expected.toLowerCase().matchAll(quoted)].map(
    ([, tick, double, single]) => tick ?? double ?? single!,
  );
  if (!values.every((value) => /[$^]/.test(value) || text.includes(value))) return false;
  const words = new Set(
    expected
      .toLowerCase()
      .replace(quoted, " ")
      .match(/[a-z]{4,}/g),
  );
  const said = [...words].filter((word) => text.includes(word)).length;
  return said * 3 >= words.size;
}

const quoted = /`([^`]+)`|"([^"]+)"|'([^']+)'/g;
