import { type Html, html } from "./html.js";

/** What a page is besides its content. */
export interface Page {
  readonly title: string;
  /** A sentence for search engines and previews. */
  readonly description: string;
  /** From the page to the site's root: `../../`. */
  readonly root: string;
  readonly section: "guides" | "reference" | "none";
  /** What stands beside the content: a list of links. */
  readonly aside?: Html | undefined;
  /** The way from the root to here. */
  readonly trail?: readonly (readonly [name: string, url: string])[];
}

/** A whole page. It reads without scripts; they add search, copy buttons and the choice of colours. */
export function layout({ title, description, root, section, aside, trail = [] }: Page, content: Html): string {
  const current = (name: Page["section"]): Html => (section === name ? html` aria-current="page"` : html``);
  return html`<!doctype html>
<html lang="en" data-root="${root}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${description}">
<link rel="stylesheet" href="${root}assets/site.css">
<link rel="icon" href="${root}assets/icon.svg" type="image/svg+xml">
<script src="${root}assets/site.js"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<a class="brand" href="${root}index.html">Inia</a>
<nav aria-label="Site"><a href="${root}guides/start.html"${current("guides")}>Guides</a><a href="${root}reference/index.html"${current("reference")}>Reference</a></nav>
<div class="tools" id="tools"></div>
</header>
<div class="${aside === undefined ? "page" : "page with-aside"}">
${aside === undefined ? "" : html`<nav class="aside" aria-label="In this section">${aside}</nav>`}
<main id="content" tabindex="-1">
${trail.length > 0 && html`<nav class="trail" aria-label="Breadcrumb">${trail.map(([name, url]) => html`<a href="${url}">${name}</a> / `)}</nav>`}
${content}
</main>
</div>
<footer>Inia is not affiliated with Amazon Web Services.</footer>
</body>
</html>
`.text;
}
