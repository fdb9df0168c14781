import type { RawService } from "@inia/core/model";
import type { SchemaObject } from "ajv";
import { checkSchema } from "../load/check-schema.js";
import { jsonPointer, ModelError } from "../load/model-error.js";
import { nearestHint } from "../load/nearest-names.js";
import { parseJson } from "../load/parse-json.js";
import { boolean, mapOf, name, object } from "../load/schemas/grammar.js";
import type { Usages } from "./usage.js";

/**
 * What a reviewed file says about types beyond the models (`models/overrides.json`): by service folder, then by
 * `Shape.member`; `*.member` is a member of every structure that has one.
 */
export type Overrides = Readonly<Record<string, ServiceOverrides>>;

export type ServiceOverrides = Readonly<Record<string, MemberOverride>>;

export interface MemberOverride {
  /** `true`: always there in answers. `false`: filled in by a customization when left out. */
  readonly required?: boolean;
  /** A TypeScript type in place of the model's. */
  readonly type?: string;
  /** `true`: a customization adds the member, the model has none; `type` says of which type. */
  readonly added?: true;
  /** `true`: no member of the type, because only a customization can fill it rightly. */
  readonly hidden?: true;
  /** What the member's doc comment says of it. */
  readonly note?: string;
  /** Says where the claim comes from. */
  readonly evidence: string;
}

/** Looks up what is said about a member. */
export type FindOverride = (shape: string, member: string) => MemberOverride | undefined;

/**
 * Reads `overrides.json`.
 *
 * @throws {@link ModelError}
 */
export function parseOverrides(text: string, file: string): Overrides {
  const overrides = parseJson(text, file);
  checkSchema(overridesSchema, overrides, file);
  return overrides as Overrides;
}

const yes: SchemaObject = { type: "boolean", const: true };

const overridesSchema: SchemaObject = mapOf(
  mapOf(object({ evidence: name }, { required: boolean, type: name, added: yes, hidden: yes, note: name })),
);

/**
 * Checks a service's overrides against its model, so that none is left behind when the model changes.
 *
 * @throws {@link ModelError} for a member that is not there (or, when added, is), and for one that is claimed to be in
 * every answer though inputs share its type.
 */
export function checkOverrides(
  overrides: ServiceOverrides,
  { shapes }: RawService,
  usages: Usages,
  place: { readonly file: string; readonly service: string },
): void {
  for (const [key, override] of Object.entries(overrides)) {
    const [shape = "", member = ""] = key.split(".");
    const wrong = (expected: string): ModelError =>
      new ModelError({ file: place.file, pointer: jsonPointer([place.service, key]), expected, found: `"${key}"` });
    if (shape === "*") {
      if (!Object.values(shapes).some(({ members = {} }) => Object.hasOwn(members, member))) {
        throw wrong("a member that some structure has");
      }
      continue;
    }
    const members = Object.hasOwn(shapes, shape) ? shapes[shape]!.members : undefined;
    if (members === undefined) throw wrong(`a structure${nearestHint(shape, Object.keys(shapes))} and a member`);
    if (override.added && (Object.hasOwn(members, member) || override.type === undefined)) {
      throw wrong('an added member to be new and to have a "type"');
    }
    if (!override.added && !Object.hasOwn(members, member)) {
      throw wrong(`a member of ${shape}${nearestHint(member, Object.keys(members))}`);
    }
    if (override.required && usages.of(shape) !== "output") throw wrong("a required member to be in outputs only");
  }
}

/** Makes the look-up of a service's overrides. */
export function findOverrides(overrides: ServiceOverrides): FindOverride {
  if (Object.keys(overrides).length === 0) return () => undefined;
  return (shape, member) => overrides[`${shape}.${member}`] ?? overrides[`*.${member}`];
}
