import { prose } from "@inia/codegen/reference";
import MarkdownIt from "markdown-it";
import { Html } from "../html.js";

const markdown = new MarkdownIt({ html: false, linkify: false });

/** AWS's prose, where it was imported, as plain HTML: nothing of its own markup gets through. */
export function proseOf(documentation: string | undefined): Html | undefined {
  const text = prose(documentation);
  return text === undefined ? undefined : new Html(`<div class="prose">${markdown.render(text)}</div>`);
}
