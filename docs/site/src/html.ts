/** Text that is HTML already. Everything else that a template is given is escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Part[] | false | undefined;

/** A template whose values are escaped, but for HTML; lists are joined, what is absent leaves nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = strings[0]!;
  for (let index = 0; index < parts.length; index++) text += print(parts[index]) + strings[index + 1]!;
  return new Html(text);
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}

/** A sentence with code in backticks. */
export function inline(text: string): Html {
  const pieces = text.split(/(?<!`)(`{1,2})(?!`)(.+?)\1(?!`)/);
  let out = "";
  for (let index = 0; index < pieces.length; index += 3) {
    out += escape(pieces[index]!);
    if (index + 2 < pieces.length) out += `<code>${escape(pieces[index + 2]!.trim())}</code>`;
  }
  return new Html(out);
}

function print(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  return typeof part === "object" ? part.map(print).join("") : escape(String(part));
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
