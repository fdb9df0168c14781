import type { StructureSchema, UnionCode } from "../schema/read.js";
import { report, type ValidationContext } from "./validate.js";

/** What makes a structure a union: the code that checks one. Bundles without unions hold none of it. */
export const union$: UnionCode = { check: checkUnion };

function checkUnion(schema: StructureSchema, count: number, context: ValidationContext): void {
  const names = schema.members.map(({ name }) => name).join(", ");
  if (count === 0) {
    report(context, (path) => `Must set one of the following keys for tagged union structure ${path}: ${names}.`);
  } else if (count > 1) {
    report(
      context,
      (path) =>
        `Invalid number of parameters set for tagged union structure ${path}. ` +
        `Can only set one of the following keys: ${names}.`,
    );
  }
}
