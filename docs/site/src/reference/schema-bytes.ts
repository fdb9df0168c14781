import { gzipSync } from "node:zlib";
import { layOutStructure, print, type ServiceModel } from "@inia/codegen/reference";
import { sealSchemas } from "../../../../scripts/seal-schemas.js";

/** What an operation adds to a bundle of its client: its descriptor's schemas, minified. */
export interface SchemaBytes {
  readonly minified: number;
  readonly gzip: number;
}

/** Measures operations of one service: the text of the structures that an operation reaches, as bundlers leave it. */
export class SchemaRuler {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #links: ReadonlyMap<string, readonly string[]>;
  readonly #model: ServiceModel;

  constructor(model: ServiceModel) {
    const { structures, errors } = model.lowered;
    const bare = new Set(errors.filter(({ members }) => !members).map(({ name }) => name));
    // Bundlers give a constant a name of two letters or so.
    const short = new Map(structures.map(({ name }, index) => [model.names.schema(name), `a${index.toString(36)}`]));
    const names = new RegExp(`(?<![\\w$])(?:[A-Za-z_]\\w*\\$)(?![\\w$])`, "g");
    const texts = new Map<string, string>();
    const links = new Map<string, string[]>();
    const bySchema = new Map(structures.map(({ name }) => [model.names.schema(name), name]));
    for (const structure of structures) {
      if (bare.has(structure.name)) continue;
      const literal = print(layOutStructure(structure, { model, bare, useValue: shortly }), 0, 0);
      const source = sealSchemas(`export const schema = ${literal};\n`).slice("export const schema = ".length, -2);
      const found: string[] = [];
      const text = minified(source).replace(names, (name) => {
        const target = bySchema.get(name);
        if (target !== undefined) found.push(target);
        return short.get(name) ?? name;
      });
      texts.set(structure.name, `${short.get(model.names.schema(structure.name))}=${text},`);
      links.set(structure.name, found);
    }
    this.#texts = texts;
    this.#links = links;
    this.#model = model;
  }

  of(operation: string): SchemaBytes {
    const { input, output, errors } = this.#model.operation(operation);
    const reached = new Set<string>();
    const open = [input, output, ...errors].filter((name) => name !== undefined);
    while (open.length > 0) {
      const name = open.pop()!;
      if (reached.has(name) || !this.#texts.has(name)) continue;
      reached.add(name);
      open.push(...this.#links.get(name)!);
    }
    let text = "";
    for (const name of reached) text += this.#texts.get(name)!;
    return { minified: Buffer.byteLength(text), gzip: text === "" ? 0 : gzipSync(text, { level: 9 }).length };
  }
}

/** As bundlers name what is core's. */
function shortly(): string {
  return "b0";
}

/** Spaces that stand outside strings. */
function minified(source: string): string {
  return source.replace(/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\s+|,(?=[\]}])/g, (_, text?: string) => text ?? "");
}
