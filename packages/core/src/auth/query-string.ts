import { percentEncode } from "../encoding/percent.js";
import { percentDecode } from "../encoding/percent-decode.js";

/** Parameters in order; a name may repeat. */
export type QueryParameters = readonly (readonly [name: string, value: string])[];

/** Reads a query or a form: `+` is a space, and malformed escapes stay as they are. */
export function parseQuery(text: string): [name: string, value: string][] {
  const pairs = text.split("&").filter((pair) => pair !== "");
  return pairs.map((pair) => {
    const [name = "", ...rest] = pair.split("=");
    return [decode(name), decode(rest.join("="))];
  });
}

/** Writes a query in which only unreserved characters stand for themselves. */
export function formatQuery(parameters: QueryParameters): string {
  return parameters.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join("&");
}

/** Puts another query into a URL. */
export function replaceQuery(url: string, query: string): string {
  const start = url.indexOf("?");
  return `${start < 0 ? url : url.slice(0, start)}?${query}`;
}

function decode(text: string): string {
  return percentDecode(text.replaceAll("+", " "));
}
