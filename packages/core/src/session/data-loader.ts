import { loadServiceTable } from "#platform/service-table";
import type { ServiceTable } from "./service-table.js";

/** Reads what sessions know of AWS beyond one service: the component `data_loader`. */
export interface DataLoader {
  serviceTable(): Promise<ServiceTable>;
}

/** Loads the tables that core brings, when they are first asked for. */
export function createDataLoader(): DataLoader {
  let table: Promise<ServiceTable> | undefined;
  return {
    serviceTable() {
      table ??= loadServiceTable();
      return table;
    },
  };
}
