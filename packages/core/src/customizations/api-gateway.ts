import type { Customization } from "../client/service-descriptor.js";
import type { EventPayload } from "../events/event-map.js";
import { getHeader } from "../http/header.js";
import { table } from "./parts/table.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ table({
  "before-call.api-gateway": acceptJson,
});

/** Without it the service answers in HAL, whose members are not the model's. (botocore handlers.py) */
function acceptJson({ params: { headers } }: EventPayload<"before-call">): void {
  if (getHeader(headers, "Accept") === undefined) headers.Accept = "application/json";
}
