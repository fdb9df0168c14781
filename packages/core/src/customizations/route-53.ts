import type { Customization } from "../client/service-descriptor.js";
import type { EventPayload } from "../events/event-map.js";
import { readSchema } from "../schema/read.js";
import { table } from "./parts/table.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ table({
  "before-parameter-build.route-53": shortenIds,
});

/** Answers give ids as `/hostedzone/Z123`; requests take `Z123`. (botocore handlers.py, fix_route53_ids) */
function shortenIds({ params, model }: EventPayload<"before-parameter-build">): void {
  if (model.input === undefined) return;
  for (const { name, shape } of readSchema(model.input).members) {
    const id = params[name];
    if (shape !== undefined && idShapes.test(shape) && typeof id === "string") {
      params[name] = id.slice(id.lastIndexOf("/") + 1);
    }
  }
}

const idShapes: RegExp = /^(?:ResourceId|DelegationSetId|ChangeId)$/;
