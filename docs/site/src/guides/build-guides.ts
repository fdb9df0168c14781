import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
// @ts-expect-error Eleventy has no types.
import { Eleventy } from "@11ty/eleventy";
// @ts-expect-error
import syntaxHighlight from "@11ty/eleventy-plugin-syntaxhighlight";
import MarkdownIt from "markdown-it";
import anchor from "markdown-it-anchor";
import { Html, html } from "../html.js";
import { layout } from "../layout.js";
import { guides } from "./guides.js";

/** Makes a page of every Markdown file in `docs/`. */
export async function buildGuides(docs: string, out: string): Promise<string[]> {
  const titles = new Map(
    readdirSync(docs)
      .filter((name) => name.endsWith(".md"))
      .map((name) => [basename(name, ".md"), titleOf(readFileSync(join(docs, name), "utf8"), name)]),
  );
  const site = new Eleventy(docs, join(out, "guides"), {
    quietMode: true,
    config: (config: EleventyConfig) => {
      config.setTemplateFormats(["md"]);
      // Eleventy reads it from the working directory on.
      config.ignores.add(`${relative(".", docs)}/site/**`);
      config.addPlugin(syntaxHighlight);
      config.setLibrary("md", markdown());
      config.addGlobalData(
        "permalink",
        () =>
          ({ page }: { page: { fileSlug: string } }) =>
            `/${page.fileSlug}.html`,
      );
      config.addTransform("layout", function (this: { page: { fileSlug: string } }, content: string) {
        const { fileSlug: file } = this.page;
        const title = titles.get(file) ?? file;
        return layout(
          {
            title: `${title} · Inia`,
            description: `${title}: a guide to Inia, botocore for TypeScript.`,
            root: "../",
            section: "guides",
            aside: menu(file, titles),
          },
          // Wide code is scrolled with the keyboard, too.
          new Html(content.replaceAll("<pre ", '<pre tabindex="0" ').replaceAll("<pre>", '<pre tabindex="0">')),
        );
      });
      return { markdownTemplateEngine: false };
    },
  });
  await site.write();
  return [...titles.keys()];
}

interface EleventyConfig {
  readonly ignores: Set<string>;
  setTemplateFormats(formats: readonly string[]): void;
  addPlugin(plugin: unknown): void;
  setLibrary(format: string, library: unknown): void;
  addGlobalData(name: string, data: unknown): void;
  addTransform(name: string, transform: (content: string) => string): void;
}

function titleOf(markdownText: string, name: string): string {
  const title = /^# (.+)$/m.exec(markdownText)?.[1];
  if (title === undefined) throw new Error(`docs/${name} has no title: its first line must be "# Title".`);
  return title.replaceAll("`", "");
}

/** Guides that the menu does not know stand at its end, so that none is lost. */
function menu(here: string, titles: ReadonlyMap<string, string>): Html {
  const listed = new Set(guides.flatMap(([, files]) => files));
  const others = [...titles.keys()].filter((file) => !listed.has(file));
  const groups = others.length > 0 ? [...guides, ["More", others] as const] : guides;
  return html`${groups.map(([group, files]) => {
    const present = files.filter((file) => titles.has(file));
    if (present.length === 0) return undefined;
    return html`<h2>${group}</h2><ul>${present.map(
      (file) =>
        html`<li><a href="${file}.html"${file === here && html` aria-current="page"`}>${titles.get(file)}</a></li>`,
    )}</ul>`;
  })}`;
}

function markdown(): InstanceType<typeof MarkdownIt> {
  const library = new MarkdownIt({ html: true, linkify: false }).use(anchor, { tabIndex: false });
  // Wide tables are scrolled in a box of their own, with the keyboard, too.
  library.renderer.rules["table_open"] = () =>
    '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>';
  library.renderer.rules["table_close"] = () => "</table></div>";
  // Links from guide to guide lead to pages; what lies elsewhere in the repository is no part of the site.
  library.core.ruler.push("links", ({ tokens }) => {
    for (const { children } of tokens) {
      let dropped = false;
      for (const token of children ?? []) {
        const href = token.attrGet("href") as string | null;
        if (token.type === "link_close" && dropped) {
          token.hidden = true;
          token.tag = "span";
          dropped = false;
        }
        if (token.type !== "link_open" || href === null || /^(?:[a-z]+:|#)/.test(href)) continue;
        const guide = /^(?:\.\/)?([\w-]+)\.md(#.*)?$/.exec(href);
        if (guide) token.attrSet("href", `${guide[1]}.html${guide[2] ?? ""}`);
        else {
          token.tag = "span";
          token.attrs = null;
          dropped = true;
        }
      }
    }
  });
  return library;
}
