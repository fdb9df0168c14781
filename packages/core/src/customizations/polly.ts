import type { Customization } from "../client/service-descriptor.js";
import type { EventPayload } from "../events/event-map.js";
import { deleteHeader } from "../http/header.js";
import { table } from "./parts/table.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ table({
  "before-sign.polly.SynthesizeSpeech": dropContentType,
});

/** A presigned URL must work for who sends no headers, as an audio element. (botocore handlers.py) */
function dropContentType({ request, context }: EventPayload<"before-sign">): void {
  if (context.isPresignRequest) deleteHeader(request.headers, "Content-Type");
}
