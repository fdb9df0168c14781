import { toUtf8 } from "../../encoding/utf8.js";
import type { EventCodec } from "../event-stream/codec.js";
import { readXml } from "./read.js";
import { writeElement } from "./write.js";

/** Event bodies in XML. */
export const xmlEvents: EventCodec = {
  contentType: "application/xml",
  initialMessage: false,
  parse: readXml,
  serialize: (schema, value, service) =>
    toUtf8(writeElement(schema.name ?? "Event", schema, value, schema.namespace, service.millisecondTimestamps)),
};
