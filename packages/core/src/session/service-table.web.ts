import { MissingDependencyException } from "../errors/config.js";
import type { ServiceTable } from "./service-table.js";

/** @throws {@link MissingDependencyException}: the lists are too large for programs that are loaded over the network. */
export async function loadServiceTable(): Promise<ServiceTable> {
  throw new MissingDependencyException(
    "The lists of services and regions are there on Node, Bun and Deno only: register a `data_loader` with the session " +
      "to have them here.",
  );
}
