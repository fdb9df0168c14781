import type { RawMember } from "@inia/core/model";
import { coreImport } from "../model/names.js";
import type { ServiceModel } from "../model/service-model.js";
import { namedImports, type Statements } from "./source-file.js";

/** Whose side a type is written for; `both` where one form serves. */
export type Form = "input" | "output" | "both";

/** The names a file takes from core, under aliases where a shape has the name. */
export class CoreImports {
  readonly #model: ServiceModel;
  readonly #used = new Map<string, { name: string; alias?: string; typeOnly: boolean }>();

  constructor(model: ServiceModel) {
    this.#model = model;
  }

  /** The name to write for a type of core. */
  use(name: string): string {
    return this.#note(name, true);
  }

  /** The name to write for a function or class of core. */
  useValue(name: string): string {
    return this.#note(name, false);
  }

  #note(name: string, typeOnly: boolean): string {
    const known = this.#used.get(name);
    const imported = {
      ...coreImport(name, this.#model.names, this.#model.raw),
      typeOnly: typeOnly && (known?.typeOnly ?? true),
    };
    this.#used.set(name, imported);
    return imported.alias ?? imported.name;
  }

  declarations(from: string): Statements {
    const used = [...this.#used.values()];
    const allTypes = used.every(({ typeOnly }) => typeOnly);
    const names = used.map(
      ({ name, alias, typeOnly }) =>
        `${typeOnly && !allTypes ? "type " : ""}${name}${alias === undefined ? "" : ` as ${alias}`}`,
    );
    return namedImports(from, names, allTypes);
  }
}

/** Writes the TypeScript type of a member. */
export class TypeWriter {
  readonly #model: ServiceModel;
  readonly #core: CoreImports;

  constructor(model: ServiceModel, core: CoreImports) {
    this.#model = model;
    this.#core = core;
  }

  structureName(shape: string, form: Form): string {
    const { names, usages } = this.#model;
    const twofold = form === "input" && usages.of(shape) === "both" && usages.differs(shape);
    return twofold ? names.inputType(shape) : names.type(shape);
  }

  member(reference: RawMember, form: Form, isPayload = false): string {
    const shape = this.#model.raw.shapes[reference.shape]!;
    if (reference.jsonvalue) return this.#core.use("DocumentValue");
    switch (shape.type) {
      case "structure":
        if (shape.document) return this.#core.use("DocumentValue");
        if (shape.eventstream) return `AsyncIterable<${this.structureName(reference.shape, form)}>`;
        return this.structureName(reference.shape, form);
      case "list": {
        const element = this.member(shape.member!, form);
        const type = shape.sparse ? `${element} | null` : element;
        return `${form === "input" ? "readonly " : ""}${/[ |]/.test(type) && !/^Record<[^|]*>$/.test(type) ? `(${type})` : type}[]`;
      }
      case "map": {
        const value = this.member(shape.value!, form);
        return `Record<string, ${shape.sparse ? `${value} | null` : value}>`;
      }
      case "string":
        return shape.enum ? this.#model.names.type(reference.shape) : "string";
      case "boolean":
        return "boolean";
      case "timestamp":
        return "Date";
      case "long":
        return form === "input" ? "number | bigint" : "number";
      case "blob":
        return this.#blob(form, isPayload || reference.streaming === true || shape.streaming === true);
      default:
        return "number";
    }
  }

  // Any blob that is a payload streams, modelled so or not: botocore's parsers and serializers treat it so.
  #blob(form: Form, streaming: boolean): string {
    if (form === "input") return this.#core.use(streaming ? "StreamingInput" : "BlobInput");
    return streaming ? this.#core.use("StreamingBody") : "Uint8Array";
  }
}
