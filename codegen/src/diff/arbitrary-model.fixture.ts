import type { RawOperation, RawReference, RawService, RawShape, RawStructure } from "@inia/core/model";
import fc from "fast-check";

/** Test support: models of any form whose every shape is reached by a call. */
export function arbitraryModel(): fc.Arbitrary<RawService> {
  return fc
    .record({
      structures: fc.array(fc.array(member(), { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 8 }),
      operations: fc.array(operation(), { minLength: 1, maxLength: 4 }),
    })
    .map(({ structures, operations }) => {
      const shapes: Record<string, RawShape> = structuredClone(scalars);
      structures.forEach((members, index) => {
        shapes[`Structure${index}`] = structureOf(members, index, structures.length);
      });
      shapes["Lost"] = { type: "structure", members: { Name: { shape: "Text" } }, exception: true };
      const model: RawService = {
        version: "2.0",
        metadata: { apiVersion: "2020-01-01", endpointPrefix: "any", protocol: "json", serviceId: "Any" },
        operations: Object.fromEntries(operations.map((given, index) => operationOf(given, index, structures.length))),
        shapes,
      };
      return withReachableOnly(model);
    });
}

interface GivenMember {
  readonly target: number;
  readonly required: boolean;
  readonly token: boolean;
}

function member(): fc.Arbitrary<GivenMember> {
  return fc.record({ target: fc.nat(30), required: fc.boolean(), token: fc.boolean() });
}

function operation(): fc.Arbitrary<{ readonly input: number; readonly output: number; readonly fails: boolean }> {
  return fc.record({ input: fc.nat(30), output: fc.nat(30), fails: fc.boolean() });
}

function structureOf(given: readonly GivenMember[], index: number, count: number): RawStructure {
  const targets = [...Object.keys(scalars), ...Array.from({ length: count }, (_, other) => `Structure${other}`)];
  const members: Record<string, RawReference> = {};
  const required: string[] = [];
  given.forEach((each, at) => {
    const shape = targets[(each.target + index) % targets.length]!;
    members[`Member${at}`] = { shape, ...(shape === "Text" && each.token && { idempotencyToken: true }) };
    if (each.required) required.push(`Member${at}`);
  });
  return { type: "structure", members, ...(required.length > 0 && { required }) };
}

function operationOf(
  { input, output, fails }: { readonly input: number; readonly output: number; readonly fails: boolean },
  index: number,
  count: number,
): [string, RawOperation] {
  const name = `Operation${index}`;
  return [
    name,
    {
      name,
      http: { method: "POST", requestUri: "/" },
      input: { shape: `Structure${input % count}` },
      output: { shape: `Structure${output % count}` },
      ...(fails && { errors: [{ shape: "Lost" }] }),
    },
  ];
}

/** A shape that no call reaches makes no difference, so that a change of it is none. */
function withReachableOnly(model: RawService): RawService {
  const reached = new Set<string>(["Lost"]);
  const open = ["Lost"];
  for (const { input, output } of Object.values(model.operations)) open.push(input!.shape, output!.shape);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    reached.add(name);
    const { members = {}, member: element, key, value } = model.shapes[name]!;
    for (const reference of [...Object.values(members), element, key, value]) {
      if (reference && !reached.has(reference.shape)) open.push(reference.shape);
    }
  }
  return { ...model, shapes: Object.fromEntries(Object.entries(model.shapes).filter(([name]) => reached.has(name))) };
}

const scalars: Record<string, RawShape> = {
  Text: { type: "string" },
  Count: { type: "integer", min: 1 },
  Size: { type: "long" },
  Body: { type: "blob" },
  When: { type: "timestamp" },
  Color: { type: "string", enum: ["red", "green"] },
  Texts: { type: "list", member: { shape: "Text" } },
  Colors: { type: "list", member: { shape: "Color" } },
  Sizes: { type: "map", key: { shape: "Text" }, value: { shape: "Size" } },
};
