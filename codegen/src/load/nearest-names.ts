import { editDistance } from "@inia/core/model";

/** The names that were most likely meant, best first: at most three, none when nothing is close. */
export function nearestNames(wanted: string, known: Iterable<string>): string[] {
  const limit = wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 3));
  const target = wanted.toLowerCase();
  const near: { readonly name: string; readonly distance: number }[] = [];
  for (const name of known) {
    if (Math.abs(name.length - wanted.length) > limit) continue;
    const distance = editDistance(target, name.toLowerCase());
    if (distance <= limit) near.push({ name, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return near.slice(0, 3).map(({ name }) => name);
}

/** `(nearest: "a", "b")` with a space before it, or nothing. */
export function nearestHint(wanted: string, known: Iterable<string>): string {
  const names = nearestNames(wanted, known);
  return names.length === 0 ? "" : ` (nearest: ${names.map((name) => JSON.stringify(name)).join(", ")})`;
}
