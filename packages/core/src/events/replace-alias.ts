/** An older name of a service, and the one that events carry. An older one may have several parts: `runtime.lex`. */
export type EventAlias = readonly [alias: string, id: string];

/**
 * Makes the function that puts today's name of a service where an event has an older one. The first alias that is
 * found decides, wherever in the event it stands; only its first place is replaced.
 *
 * @see botocore hooks.py, EventAliaser
 */
export function replaceAlias(aliases: readonly EventAlias[]): (event: string) => string {
  const places = new Map(aliases.map(([alias], place) => [alias, place]));
  const longAliases = [...places.keys()].filter((alias) => alias.includes("."));
  return (event) => {
    // An alias of several parts counts as found also within longer ones, where then nothing is replaced.
    const candidates = [...event.split("."), ...longAliases.filter((alias) => event.includes(alias))];
    const first = aliases[Math.min(...candidates.map((name) => places.get(name) ?? Infinity))];
    return first === undefined ? event : replacePart(event, ...first);
  };
}

function replacePart(event: string, alias: string, id: string): string {
  return `.${event}.`.replace(`.${alias}.`, `.${id}.`).slice(1, -1);
}
