import type { ServiceModel } from "@inia/codegen/reference";

/** For each member's name the operation where it is nearest to the top of input or output, by index. */
export function nearestUses({ lowered, raw }: ServiceModel): Record<string, number> {
  const found = new Map<string, { readonly operation: number; readonly depth: number }>();
  lowered.operations.forEach(({ input, output }, operation) => {
    const seen = new Set<string>();
    let level = [input, output].filter((name) => name !== undefined);
    for (let depth = 0; level.length > 0; depth++) {
      const next: string[] = [];
      for (const name of level) {
        if (seen.has(name)) continue;
        seen.add(name);
        const { members = {}, member, key, value } = raw.shapes[name]!;
        for (const [memberName, { shape }] of Object.entries(members)) {
          const known = found.get(memberName);
          if (known === undefined || depth < known.depth) found.set(memberName, { operation, depth });
          next.push(shape);
        }
        for (const reference of [member, key, value]) if (reference) next.push(reference.shape);
      }
      level = next;
    }
  });
  return Object.fromEntries([...found].map(([name, { operation }]) => [name, operation]));
}
