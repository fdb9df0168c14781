import type { Customization } from "../client/service-descriptor.js";
import type { EventPayload } from "../events/event-map.js";
import { table } from "./parts/table.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ table({ "after-call.sqs.*": chooseByShape });

/**
 * The model lost the codes that SQS's errors had in its older protocol, so the name of the shape decides which class
 * an error gets. (botocore handlers.py, _handle_sqs_compatible_error)
 */
function chooseByShape({ parsed, context }: EventPayload<"after-call">): void {
  const error = parsed.Error as { readonly QueryErrorCode?: string } | undefined;
  if (error?.QueryErrorCode) context.errorCodeOverride = error.QueryErrorCode;
}
