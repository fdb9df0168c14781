export { writeXmlBody } from "../protocols/xml/body.js";
export { xmlEvents } from "../protocols/xml/events.js";
export { xmlUnion$ } from "../protocols/xml/union.js";
