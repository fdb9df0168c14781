import {
  CoreImports,
  type Form,
  memberFacts,
  requiredMembers,
  type ServiceModel,
  TypeWriter,
} from "@inia/codegen/reference";
import { type Html, html, inline } from "../html.js";
import { proseOf } from "./prose.js";

type Shape = ServiceModel["raw"]["shapes"][string];
type Reference = NonNullable<Shape["members"]>[string];

/** How much of AWS's prose the members below the first level get. */
export type ProseBelow = "whole" | "sentence" | "none";

/** Draws the structures of one page. A structure or enum is drawn once; where it occurs again stands a link to it. */
export class Tree {
  readonly #model: ServiceModel;
  readonly #types: TypeWriter;
  readonly #drawn = new Set<string>();
  readonly #proseBelow: ProseBelow;

  constructor(model: ServiceModel, proseBelow: ProseBelow = "whole") {
    this.#model = model;
    this.#proseBelow = proseBelow;
    this.#types = new TypeWriter(model, new CoreImports(model));
  }

  /** The members of an operation's input or output. */
  structure(name: string, form: Form): Html {
    this.#drawn.add(`${form} ${name}`);
    return this.#members(name, form, true);
  }

  #members(name: string, form: Form, isTop: boolean): Html {
    const shape = this.#model.raw.shapes[name]!;
    const required = new Set(form === "input" ? requiredMembers(name, this.#model) : shape.required);
    const members = Object.entries(shape.members ?? {}).filter(
      ([member]) => !this.#model.override(name, member)?.hidden,
    );
    const isFirst = ([member]: readonly [string, unknown]): boolean => form === "input" && required.has(member);
    const rows = [...members.filter(isFirst), ...members.filter((member) => !isFirst(member))].map(
      ([member, reference]) => this.#member(name, member, reference, required.has(member), form, isTop),
    );
    if (rows.length === 0) return html`<p>No members.</p>`;
    const note = shape.union && html`<p>Exactly one of these:</p>`;
    return html`${note}<ul class="t">${rows}</ul>`;
  }

  #member(owner: string, name: string, reference: Reference, isRequired: boolean, form: Form, isTop: boolean): Html {
    const model = this.#model;
    const isPayload = model.raw.shapes[owner]!.payload === name;
    const type = model.override(owner, name)?.type ?? this.#types.member(reference, form, isPayload);
    const facts = memberFacts(owner, name, reference, model);
    const documentation = model.docs?.shapes?.[owner]?.members?.[name]?.documentation;
    const prose = proseOf(documentation, isTop ? "whole" : this.#proseBelow);
    const below = this.#below(reference, form);
    const deprecated = reference.deprecated || model.raw.shapes[reference.shape]!.deprecated;
    const id = isTop ? html` id="${form}-${name}"` : "";
    const line = html`<code>${name}</code> <i>${type}</i>${isRequired && html` <b>required</b>`}${deprecated && html` <s>deprecated</s>`}`;
    const about = html`${facts.length > 0 && html`<small>${inline(facts.join(" "))}</small>`}${prose}`;
    if (below === undefined) return html`<li${id}>${line} ${about}</li>`;
    return html`<li${id}><details><summary>${line}</summary>${about}${below}</details></li>`;
  }

  /** What a member consists of; undefined for plain values. */
  #below(reference: Reference, form: Form): Html | undefined {
    const shape = this.#model.raw.shapes[reference.shape]!;
    switch (shape.type) {
      case "structure":
        if (shape.document) return undefined;
        return this.#once(`${form} ${reference.shape}`, reference.shape, () =>
          this.#members(reference.shape, form, false),
        );
      case "list":
        return this.#below(shape.member!, form);
      case "map": {
        const key = this.#below(shape.key!, form);
        const value = this.#below(shape.value!, form);
        return key && value ? html`${key}${value}` : (key ?? value);
      }
      case "string":
        if (!shape.enum?.length) return undefined;
        return this.#once(reference.shape, reference.shape, () => values(shape.enum!));
      default:
        return undefined;
    }
  }

  #once(key: string, name: string, draw: () => Html): Html {
    const id = `T-${key.replace(" ", "-")}`;
    if (this.#drawn.has(key)) return html`<p>As <a href="#${id}">${this.#model.names.type(name)}</a> on this page.</p>`;
    this.#drawn.add(key);
    return html`<div id="${id}">${draw()}</div>`;
  }
}

function values(names: readonly string[]): Html {
  return html`<p class="v">${[...new Set(names)].map((name) => html`<code>${name}</code> `)}</p>`;
}
