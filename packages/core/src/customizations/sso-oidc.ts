import type { Customization } from "../client/service-descriptor.js";
import { fromUtf8, toUtf8 } from "../encoding/utf8.js";
import type { EventPayload } from "../events/event-map.js";
import { table } from "./parts/table.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ table({ "before-parse.sso-oidc.*": nameMessage });

/** OAuth 2 puts an error's message in `error_description`. (RFC 6749, 5.2; botocore handlers.py, _map_oauth2_errors) */
function nameMessage({ response }: EventPayload<"before-parse">): void {
  if (response.status < 400) return;
  const body = readObject(response.body);
  if (!body?.error_description || (body.Message ?? body.message)) return;
  response.body = toUtf8(JSON.stringify({ ...body, Message: body.error_description }));
}

/** Undefined for a body that is none: the protocol reports that. */
function readObject(body: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(fromUtf8(body));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
