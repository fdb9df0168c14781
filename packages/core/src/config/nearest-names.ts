/** The names that a misspelt one was most likely meant to be: at most `limit`, the nearest first. */
export function nearestNames(name: string, known: Iterable<string>, limit = 3): string[] {
  const tolerance = Math.max(2, Math.floor(name.length / 3));
  return [...known]
    .map((candidate) => [editDistance(name.toLowerCase(), candidate.toLowerCase()), candidate] as const)
    .filter(([distance]) => distance <= tolerance)
    .sort(([a], [b]) => a - b)
    .slice(0, limit)
    .map(([, candidate]) => candidate);
}

/** The end of a message about a misspelt name: what it was most likely meant to be, else all that there are. */
export function suggestNames(name: string, known: readonly string[]): string {
  const nearest = nearestNames(name, known);
  if (nearest.length > 0) return `; did you mean ${nearest.join(" or ")}?`;
  return known.length === 0 ? "; there are none." : `; there are: ${known.join(", ")}.`;
}

/** Levenshtein's distance. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
