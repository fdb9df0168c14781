import { percentEncode } from "../encoding/percent.js";

/** Percent-encodes all but unreserved characters; what is unset stays so. */
export function uriEncode<Text extends string | undefined>(text: Text): Text {
  return (text === undefined ? undefined : percentEncode(text)) as Text;
}
