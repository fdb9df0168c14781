import { html } from "../html.js";
import { layout } from "../layout.js";
import type { ServiceEntry } from "./job.js";

/** The page of all services. */
export function referenceIndex(services: readonly ServiceEntry[]): string {
  const operations = services.reduce((sum, service) => sum + service.operations.length, 0);
  const content = html`<h1>Reference</h1>
<p class="lead">${services.length.toLocaleString("en")} services, ${operations.toLocaleString("en")} operations. Press <kbd>/</kbd> to search them.</p>
<ul class="columns services">${services.map(({ id, name, operations: { length } }) => html`<li><a href="${id}/index.html">${name}</a> <small>${id}, ${length}</small></li>`)}</ul>`;
  return layout(
    {
      title: "Reference · Inia",
      description: "Every AWS service and operation in TypeScript: signatures, inputs, outputs, errors and examples.",
      root: "../",
      section: "reference",
    },
    content,
  );
}
