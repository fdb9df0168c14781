import type { RawReference } from "@inia/core/model";
import type { ServiceModel } from "../model/service-model.js";
import { namedImports } from "./source-file.js";

/** Whose side a type is written for; `both` where one form serves. */
export type Form = "input" | "output" | "both";

/** The names a file takes from core, under aliases where the service has the name. */
export class CoreImports {
  readonly #model: ServiceModel;
  readonly #types = new Set<string>();
  readonly #values = new Set<string>();

  constructor(model: ServiceModel) {
    this.#model = model;
  }

  /** The name to write for a type of core. */
  use(name: string): string {
    this.#types.add(name);
    return this.#model.names.core(name);
  }

  /** The name to write for a function or class of core. */
  useValue(name: string): string {
    this.#values.add(name);
    return this.#model.names.core(name);
  }

  declarations(from: string): string[] {
    const allTypes = this.#values.size === 0;
    const specifier = (name: string): string => {
      const local = this.#model.names.core(name);
      return local === name ? name : `${name} as ${local}`;
    };
    const types = [...this.#types].filter((name) => !this.#values.has(name)).map(specifier);
    return namedImports(
      from,
      [...types.map((name) => (allTypes ? name : `type ${name}`)), ...[...this.#values].map(specifier)],
      allTypes,
    );
  }
}

/** Writes the TypeScript types of members, and remembers which of the service's own types they name. */
export class TypeWriter {
  /** Names of interfaces, unions and enums that were written. */
  readonly used: Set<string> = new Set();
  readonly #model: ServiceModel;
  readonly #core: CoreImports;

  constructor(model: ServiceModel, core: CoreImports) {
    this.#model = model;
    this.#core = core;
  }

  structure(shape: string, form: Form): string {
    return this.#use(structureType(shape, form, this.#model));
  }

  member(reference: RawReference, form: Form, isPayload = false): string {
    const shape = this.#model.raw.shapes[reference.shape]!;
    switch (shape.type) {
      case "structure":
        if (shape.document) return this.#core.use("DocumentValue");
        if (shape.eventstream) {
          const stream = form === "input" ? this.#core.use("EventStreamInput") : "AsyncIterable";
          return `${stream}<${this.structure(reference.shape, form)}>`;
        }
        return this.structure(reference.shape, form);
      case "list": {
        const element = this.member(shape.member!, form);
        const type = shape.sparse ? `${element} | null` : element;
        return `${form === "input" ? "readonly " : ""}${isOperand(type) ? type : `(${type})`}[]`;
      }
      case "map": {
        const value = this.member(shape.value!, form);
        return `Record<string, ${shape.sparse ? `${value} | null` : value}>`;
      }
      case "string":
        if (reference.jsonvalue && reference.location === "header") return this.#core.use("DocumentValue");
        return shape.enum ? this.#use(this.#model.names.type(reference.shape)) : "string";
      case "boolean":
        return "boolean";
      case "timestamp":
        return "Date";
      case "long":
        return form === "input" || this.#model.longs === "bigint" ? "number | bigint" : "number";
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

  #use(name: string): string {
    this.used.add(name);
    return name;
  }
}

/** The name of a structure's type on one side. */
export function structureType(shape: string, form: Form, { names, usages }: ServiceModel): string {
  return form === "input" && usages.isTwofold(shape) ? names.inputType(shape) : names.type(shape);
}

/** Whether `[]` may follow a type as it stands. */
function isOperand(type: string): boolean {
  return /^[\w$]+(?:<.*>)?(?:\[\])*$/.test(type);
}
