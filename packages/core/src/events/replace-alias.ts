/** An older name of a service, and the one that events carry. An older one may have several parts: `runtime.lex`. */
export type EventAlias = readonly [alias: string, id: string];

/**
 * Makes the function that puts today's name of a service where an event has an older one. The first alias that is
 * found decides, wherever in the event it stands; only its first place is replaced.
 *
 * @see botocore hooks.py, EventAliaser
 */
export function replaceAlias(aliases: readonly EventAlias[]): (event: string) => string {
  return (event) => {
    const parts = event.split(".");
    // An alias of several parts counts as found also within longer ones, where then nothing is replaced.
    const found = aliases.find(([alias]) => (alias.includes(".") ? event.includes(alias) : parts.includes(alias)));
    return found === undefined ? event : replacePart(event, ...found);
  };
}

function replacePart(event: string, alias: string, id: string): string {
  return `.${event}.`.replace(`.${alias}.`, `.${id}.`).slice(1, -1);
}
