import { prose } from "@inia/codegen/reference";
import MarkdownIt from "markdown-it";
import { Html } from "../html.js";
import type { ProseBelow } from "./tree.js";

const markdown = new MarkdownIt({ html: false, linkify: false });

/** AWS's prose, where it was imported, as plain HTML: nothing of its own markup gets through. */
export function proseOf(documentation: string | undefined, amount: ProseBelow = "whole"): Html | undefined {
  const text = amount === "none" ? undefined : prose(documentation);
  if (text === undefined) return undefined;
  const shown = amount === "whole" ? text : (/^[^]*?[.:](?=\s|$)/.exec(text)?.[0] ?? text);
  return new Html(`<div class="prose">${markdown.render(shown)}</div>`);
}
