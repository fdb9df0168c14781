import type { ServiceModel } from "../model/service-model.js";

/** The members that a caller must give: what the model requires, but for what is filled in. */
export function requiredMembers(shape: string, model: ServiceModel): string[] {
  const { required = [], members = {} } = model.raw.shapes[shape]!;
  return required.filter((member) => {
    const override = model.override(shape, member);
    return !members[member]?.idempotencyToken && override?.required !== false && !override?.hidden;
  });
}
