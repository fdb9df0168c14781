import type { Customization } from "../../client/service-descriptor.js";
import type { EventHandler } from "../../events/emitter.js";
import type { EventRoot } from "../../events/event-map.js";

/** Handlers by the event that calls them, typed by its first part. Several of one event run in the order written here. */
export type HandlerTable = {
  readonly [Root in EventRoot as Root | `${Root}.${string}`]?: EventHandler<Root> | readonly EventHandler<Root>[];
};

/** Makes a service's customizations. Those in `first` run before all other handlers of the same event name. */
export function table(handlers: HandlerTable, first: HandlerTable = {}): readonly Customization[] {
  return [...rowsOf(first, "first"), ...rowsOf(handlers)];
}

function rowsOf(handlers: HandlerTable, order?: "first"): Customization[] {
  return Object.entries(handlers).flatMap(([event, given]) =>
    [given].flat().map((handler) => ({ event, handler: handler as EventHandler, ...(order && { order }) })),
  );
}
