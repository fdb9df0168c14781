import { toUtf8 } from "../../encoding/utf8.js";
import type { EventCodec } from "../event-stream/codec.js";
import { parseJson } from "./parse.js";
import { stringifyJson } from "./stringify.js";

/** Event bodies in JSON. */
export function jsonEvents(initialMessage: boolean): EventCodec {
  return {
    contentType: "application/json",
    initialMessage,
    parse: parseJson,
    serialize: (schema, value, service) => toUtf8(stringifyJson(schema, value, service.millisecondTimestamps)),
  };
}
