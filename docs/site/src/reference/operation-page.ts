import {
  CoreImports,
  clientVariable,
  exampleCall,
  operationTypes,
  referencePage,
  type ServiceModel,
} from "@inia/codegen/reference";
import { type Html, html } from "../html.js";
import { layout } from "../layout.js";
import { proseOf } from "./prose.js";
import type { SchemaRuler } from "./schema-bytes.js";
import { type ProseBelow, Tree } from "./tree.js";

/** The page of one operation. */
export function operationPage(
  name: string,
  model: ServiceModel,
  ruler: SchemaRuler,
  proseBelow: ProseBelow = "whole",
): string {
  const { names, lowered } = model;
  const operation = model.operation(name);
  const value = names.operation(name);
  const { input, output, errors } = operation;
  const tree = new Tree(model, proseBelow);
  const service = fullName(model);
  const content = html`<h1>${value}</h1>
<p class="lead">${name} of ${service}${model.raw.operations[name]!.deprecated && html` <s>deprecated</s>`}</p>
${proseOf(model.docs?.operations?.[name]?.documentation)}
<h2 id="use">Use</h2>
${codeBlock(example(name, model))}
<h2 id="signature">Signature</h2>
${codeBlock(signature(name, model))}
<dl class="facts">${facts(name, model, ruler)}</dl>
<h2 id="input">Input</h2>
${input === undefined ? html`<p>Nothing.</p>` : tree.structure(input, "input")}
<h2 id="output">Output</h2>
${output === undefined ? html`<p>Nothing but <code>$metadata</code>.</p>` : tree.structure(output, "output")}
<h2 id="errors">Errors</h2>
${errors.length === 0 ? html`<p>The model names none. Errors that services share are <code>ClientError</code> with their code.</p>` : errorTable(errors, model)}`;
  return layout(
    {
      title: `${value} · ${names.packageName} · Inia`,
      description: `${value} of ${names.packageName} (${service}): input, output, errors and an example in TypeScript.`,
      root: "../../",
      section: "reference",
      trail: [
        ["Reference", "../index.html"],
        [service, "index.html"],
      ],
      aside: operationLinks(
        model,
        name,
        lowered.operations.map((each) => each.name),
      ),
    },
    content,
  );
}

/** Lines to copy: both faces of the client are one import apart, so the page shows the one that tree-shakes. */
function example(name: string, model: ServiceModel): string {
  const { names } = model;
  const client = clientVariable(model);
  return `import { ${names.clientClass}, ${names.operation(name)} } from "${names.packageName}";

const ${client} = new ${names.clientClass}({ region: "eu-west-1" });
${exampleCall(model.operation(name), model, "function")}`;
}

function signature(name: string, model: ServiceModel): string {
  const { names } = model;
  const types = operationTypes(model.operation(name), model, new CoreImports(model));
  const value = names.operation(name);
  const parameter = types.inputOptional ? `input?: ${types.input}` : `input: ${types.input}`;
  return `${value}(
  client: ${names.clientClass},
  ${parameter},
  options?: CallOptions,
): Promise<${types.output} & { $metadata: ResponseMetadata }>`;
}

function facts(name: string, model: ServiceModel, ruler: SchemaRuler): Html[] {
  const { names, lowered } = model;
  const { http, authType } = model.operation(name);
  const waiters = Object.keys(model.waiters).filter((waiter) => model.waiters[waiter]!.operation === name);
  const bytes = ruler.of(name);
  const rows: (readonly [string, Html] | undefined)[] = [
    ["On the wire", html`<code>${http[0]} ${http[1]}</code>, protocol ${lowered.facts.protocol}`],
    model.paginators[name] && ["Pages", html`<code>${names.paginator(name)}</code>`],
    waiters.length > 0
      ? [
          "Waiters",
          html`${waiters.map((waiter, index) => html`${index > 0 && ", "}<code>${names.waiter(waiter)}</code>`)}`,
        ]
      : undefined,
    model.raw.operations[name]!.idempotent ? ["Idempotent", html`yes`] : undefined,
    authType === "none" ? ["Credentials", html`none are needed: it is sent unsigned`] : undefined,
    [
      "In a bundle",
      html`its schemas are ${bytes.minified.toLocaleString("en")} bytes minified, ${bytes.gzip.toLocaleString("en")} compressed, less what other operations share`,
    ],
    ["AWS’s page", html`<a href="${referencePage(name, model)}" rel="noopener">${name}</a>`],
  ];
  return rows.filter((row) => row !== undefined).map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`);
}

function errorTable(errors: readonly string[], model: ServiceModel): Html {
  const rows = errors.map((error) => {
    const { error: trait, retryable } = model.raw.shapes[error]!;
    const lowered = model.lowered.errors.find(({ name }) => name === error);
    const tried = retryable || lowered?.retryable ? "yes" : "no";
    return html`<tr><td><code>${model.names.type(error)}</code></td><td>${trait?.code ?? error}</td><td>${trait?.httpStatusCode ?? ""}</td><td>${tried}</td></tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Errors"><table><thead><tr><th scope="col">Class</th><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Modelled as retryable</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** Links to a service's operations; `here` is the page that they stand on. Of many only the neighbours are shown. */
export function operationLinks(model: ServiceModel, here: string | undefined, operations: readonly string[]): Html {
  const at = here === undefined ? 0 : operations.indexOf(here);
  const first = Math.max(0, Math.min(at - 30, operations.length - shownLinks));
  const shown = operations.slice(first, first + shownLinks);
  const links = shown.map((name) => {
    const value = model.names.operation(name);
    return html`<li><a href="${value}.html"${name === here && html` aria-current="page"`}>${value}</a></li>`;
  });
  const all =
    shown.length < operations.length &&
    html`<p><a href="index.html#operations">All ${operations.length} operations</a></p>`;
  return html`<ul>${links}</ul>${all}`;
}

/** EC2 has 700 operations: all links on all its pages would be 35 MB. */
const shownLinks = 60;

export function codeBlock(code: string): Html {
  return html`<pre class="code" tabindex="0"><code>${code}</code></pre>`;
}

export function fullName({ raw }: ServiceModel): string {
  return raw.metadata.serviceFullName ?? raw.metadata.serviceId;
}
