/** Throws where a text is not the narrow, well-formed XML that serialisers write: one element, no bare signs. */
export function checkXml(text: string): void {
  const open: string[] = [];
  let at = 0;
  for (const { 0: token, index, groups = {} } of text.matchAll(tokens)) {
    if (index !== at) break;
    if (groups["close"] !== undefined) {
      const expected = open.pop();
      if (expected !== groups["close"]) throw new Error(`</${groups["close"]}> closes <${expected ?? "nothing"}>.`);
    } else if (groups["open"] !== undefined) {
      if (open.length === 0 && at > 0) throw new Error("There is more than one element at the top.");
      if (groups["empty"] === undefined) open.push(groups["open"]);
    } else if (open.length === 0) throw new Error("There is text outside the element.");
    at = index + token.length;
  }
  if (at !== text.length) throw new Error(`Not well-formed from here: ${text.slice(at, at + 80)}`);
  if (open.length > 0) throw new Error(`<${open.at(-1)!}> is not closed.`);
}

const name = "[A-Za-z_][\\w.:-]*";
const reference = "&(?:lt|gt|amp|quot|apos|#\\d+|#x[\\da-fA-F]+);";
const characters = "[\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\u{10000}-\\u{10ffff}]";
const attribute = `\\s+${name}="(?:(?!["<&])${characters}|${reference})*"`;
const tokens = new RegExp(
  `</(?<close>${name})>|<(?<open>${name})(?:${attribute})*\\s*(?<empty>/)?>|(?:(?![<&])${characters}|${reference})+`,
  "gu",
);
