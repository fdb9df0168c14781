import type { Customization } from "../client/service-descriptor.js";
import { fromUtf8 } from "../encoding/utf8.js";
import type { EventPayload } from "../events/event-map.js";
import { splitUrl } from "../http/url.js";
import { table } from "./parts/table.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ table({
  "request-created.machine-learning.Predict": goToPredictEndpoint,
});

/** Each model predicts at a host of its own, which the request itself names. (botocore handlers.py) */
function goToPredictEndpoint({ request }: EventPayload<"request-created">): void {
  const { PredictEndpoint } = JSON.parse(fromUtf8(request.body as Uint8Array)) as { PredictEndpoint?: string };
  if (!PredictEndpoint) return;
  const { scheme, host } = splitUrl(PredictEndpoint);
  const { path, query } = splitUrl(request.url);
  request.url = `${scheme}://${host}${path}${query && `?${query}`}`;
}
