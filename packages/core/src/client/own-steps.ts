import type { EventHandler, HierarchicalEmitter } from "../events/emitter.js";
import type { EventRoot } from "../events/event-map.js";

/**
 * Steps of a call that botocore has as handlers of events: handlers of more specific names come before them, others
 * after. They stand among the handlers as placeholders, and do nothing when somebody else emits the event.
 */
export const ownSteps: Partial<Record<EventRoot, EventHandler>> = {
  "request-created": function sign(): void {},
  "needs-retry": function retry(): void {},
};

/** Puts a step among the handlers of a service's events, behind those that are there already. */
export function registerStep(events: HierarchicalEmitter, root: "request-created" | "needs-retry", id: string): void {
  events.register(`${root}.${id}`, ownSteps[root]!);
}
