import { clientVariable, type ServiceModel } from "@inia/codegen/reference";
import { type Html, html } from "../html.js";
import { layout } from "../layout.js";
import { codeBlock, fullName, operationLinks } from "./operation-page.js";
import { proseOf } from "./prose.js";

/** The page of one service: how to install and make its client, and all that it has. */
export function servicePage(model: ServiceModel): string {
  const { names, lowered, raw } = model;
  const client = clientVariable(model);
  const operations = lowered.operations.map(({ name }) => name);
  const content = html`<h1>${fullName(model)}</h1>
<p class="lead"><code>${names.packageName}</code>, API version ${lowered.facts.apiVersion}, protocol ${lowered.facts.protocol}</p>
${proseOf(model.docs?.documentation)}
${codeBlock(`npm install ${names.packageName}`)}
${codeBlock(`import { ${names.clientClass} } from "${names.packageName}";

const ${client} = new ${names.clientClass}({ region: "eu-west-1" });`)}
<p><code>${names.serviceClass}</code> has every operation as a method; <code>${names.clientClass}</code> takes operations as values, so that a bundle holds what is called.</p>
<h2 id="operations">Operations</h2>
<ul class="columns">${operations.map((name) => html`<li><a href="${names.operation(name)}.html">${names.operation(name)}</a>${raw.operations[name]!.deprecated && html` <s>deprecated</s>`}</li>`)}</ul>
${section("Paginators", Object.keys(model.paginators), (name) => html`<code>${names.paginator(name)}</code> over <a href="${names.operation(name)}.html">${names.operation(name)}</a>`)}
${section("Waiters", Object.keys(model.waiters), (name) => {
  const { operation, delay, maxAttempts } = model.waiters[name]!;
  return html`<code>${names.waiter(name)}</code> calls <a href="${names.operation(operation)}.html">${names.operation(operation)}</a> every ${delay} s, at most ${maxAttempts} times`;
})}
${section(
  "Errors",
  lowered.errors.map(({ name }) => name),
  (name) => html`<code>${names.type(name)}</code>`,
)}`;
  return layout(
    {
      title: `${names.packageName} · Inia`,
      description: `${fullName(model)} in TypeScript: ${operations.length} operations of ${names.packageName}.`,
      root: "../../",
      section: "reference",
      trail: [["Reference", "../index.html"]],
      aside: operationLinks(model, undefined, operations),
    },
    content,
  );
}

function section(title: string, names: readonly string[], line: (name: string) => Html): Html | undefined {
  if (names.length === 0) return undefined;
  const id = title.toLowerCase();
  return html`<h2 id="${id}">${title}</h2><ul class="columns">${names.map((name) => html`<li id="${id}-${name}">${line(name)}</li>`)}</ul>`;
}
