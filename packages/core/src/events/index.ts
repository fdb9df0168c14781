/** Events: botocore's names, payloads by name. */
export type { CallContext } from "./call-context.js";
export { type EventHandler, HierarchicalEmitter, type RegisterOptions } from "./emitter.js";
export type { EventName, EventPayload, EventPayloads, EventRoot } from "./event-map.js";
