import { fromBase64 } from "#platform/base64";
import type { Customization } from "../client/service-descriptor.js";
import { fromUtf8 } from "../encoding/utf8.js";
import type { EventPayload } from "../events/event-map.js";
import { parameterAlias } from "./parts/parameter-alias.js";
import { formOf, presignCopy } from "./parts/presigned-copy.js";
import { table } from "./parts/table.js";
import { encodeUserData } from "./parts/user-data.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ table(
  {
    "before-parameter-build.ec2.RunInstances": encodeUserData,
    "before-call.ec2.CopySnapshot": addPresignedUrl,
    "after-call.ec2.GetConsoleOutput": decodeConsoleOutput,
  },
  { "before-parameter-build.ec2.*": /*#__PURE__*/ parameterAlias("Filter", "Filters") },
);

/** EC2 fetches the source with a presigned URL, and wants to be told its own region besides. */
async function addPresignedUrl({ params, context }: EventPayload<"before-call">): Promise<void> {
  const form = formOf(params);
  const sourceRegion = form.get("SourceRegion");
  if (form.has("PresignedUrl") || sourceRegion === undefined) return;
  form.set("PresignedUrl", await presignCopy(form, sourceRegion, context));
  form.set("DestinationRegion", context.clientRegion ?? "");
}

function decodeConsoleOutput({ parsed }: EventPayload<"after-call">): void {
  if (typeof parsed.Output !== "string") return;
  const digits = parsed.Output.replace(/[^\w+/=]|_/g, "");
  if (/^(?:[^=]{4})*(?:[^=]{2}==|[^=]{3}=)?$/.test(digits)) parsed.Output = fromUtf8(fromBase64(digits));
}
