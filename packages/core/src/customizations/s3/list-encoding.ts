import { percentDecode } from "../../encoding/percent-decode.js";
import type { EventHandler } from "../../events/emitter.js";
import type { EventPayload } from "../../events/event-map.js";

/** XML cannot carry every key: S3 is asked to percent-encode them, unless the caller decides. */
export function askForEncoding({ params, context }: EventPayload<"before-parameter-build">): void {
  if (params.EncodingType !== undefined) return;
  params.EncodingType = "url";
  context.encodingTypeAutoSet = true;
}

/**
 * Decodes what S3 encoded because we, not the caller, asked for it. A part of `names` is a member, or a member of the
 * items of a list: `Contents.Key`.
 *
 * @see Amazon S3 API Reference, `encoding-type`; botocore handlers.py, _decode_list_object
 */
export function decodeListing(names: string): EventHandler<"after-call"> {
  return ({ parsed, context }) => {
    if (parsed.EncodingType !== "url" || !context.encodingTypeAutoSet) return;
    for (const name of names.split(" ")) {
      const [member = "", inner] = name.split(".");
      if (inner === undefined) decode(parsed, member);
      else for (const item of (parsed[member] as Record<string, unknown>[] | undefined) ?? []) decode(item, inner);
    }
  };
}

function decode(holder: Record<string, unknown>, member: string): void {
  const text = holder[member];
  if (typeof text === "string") holder[member] = percentDecode(text.replaceAll("+", " "));
}
