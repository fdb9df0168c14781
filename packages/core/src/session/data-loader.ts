import { loadModelledClient, modelFolders } from "#platform/installed-client";
import { loadServiceTable } from "#platform/service-table";
import type { ConfigStore } from "../config/config-store.js";
import type { ClientClass } from "./client-by-name.js";
import type { ServiceTable } from "./service-table.js";

/** Reads what sessions know of AWS and of models beside the packages: the component `data_loader`. */
export interface DataLoader {
  serviceTable(): Promise<ServiceTable>;
  /**
   * The class of clients of a model in the folders of `data_path`, or in `~/.aws/models`: the folder has one of the
   * service's names. Undefined where there is none.
   */
  clientClass?(names: readonly string[]): ClientClass<unknown> | undefined;
}

/** Loads the tables that core brings, and models, when they are first asked for. */
export function createDataLoader(store: ConfigStore): DataLoader {
  let table: Promise<ServiceTable> | undefined;
  const classes = new Map<string, ClientClass<unknown> | undefined>();
  return {
    serviceTable() {
      table ??= loadServiceTable();
      return table;
    },
    clientClass(names) {
      const key = names.join();
      if (!classes.has(key)) {
        const folders = modelFolders(store.get("data_path"), store.environment);
        classes.set(key, loadModelledClient(names, folders) as ClientClass<unknown> | undefined);
      }
      return classes.get(key);
    },
  };
}
