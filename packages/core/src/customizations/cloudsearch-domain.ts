import type { Customization } from "../client/service-descriptor.js";
import { toUtf8 } from "../encoding/utf8.js";
import type { EventPayload } from "../events/event-map.js";
import { setHeader } from "../http/header.js";
import { parameterAlias } from "./parts/parameter-alias.js";
import { table } from "./parts/table.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ table(
  { "request-created.cloudsearch-domain.Search": postQuery },
  { "before-parameter-build.cloudsearch-domain.Search": /*#__PURE__*/ parameterAlias("return", "returnFields") },
);

/** A search may be longer than a URL can be: it travels as a form. (botocore handlers.py, change_get_to_post) */
function postQuery({ request }: EventPayload<"request-created">): void {
  const start = request.url.indexOf("?");
  if (request.method !== "GET" || start < 0) return;
  setHeader(request.headers, "Content-Type", "application/x-www-form-urlencoded");
  request.method = "POST";
  request.body = toUtf8(request.url.slice(start + 1));
  request.url = request.url.slice(0, start);
}
