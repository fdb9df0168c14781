import type { RawReference } from "@inia/core/model";
import fc from "fast-check";
import type { ServiceModel } from "./model/service-model.js";

/** Any value that a service may answer for a shape; what lies deep is left out. */
export function anyOf(reference: RawReference, model: ServiceModel, depth = 0): fc.Arbitrary<unknown> {
  const shape = model.raw.shapes[reference.shape]!;
  switch (shape.type) {
    case "structure": {
      if (shape.document) return fc.jsonValue({ maxDepth: 1 });
      const members = depth > 4 ? [] : Object.entries(shape.members ?? {});
      return fc.record(Object.fromEntries(members.map(([name, member]) => [name, anyOf(member, model, depth + 1)])), {
        requiredKeys: [],
      });
    }
    case "list":
      return fc.array(anyOf(shape.member!, model, depth + 1), { maxLength: 3 });
    case "map":
      return fc.dictionary(fc.constantFrom("a", "b", "two words"), anyOf(shape.value!, model, depth + 1));
    case "string":
      return fc.constantFrom("", "a", ...(shape.enum ?? []));
    case "boolean":
      return fc.boolean();
    case "timestamp":
      return fc.constant(new Date(0));
    case "blob":
      return fc.constant(new Uint8Array(1));
    default:
      return fc.integer({ min: 0, max: 2 });
  }
}
