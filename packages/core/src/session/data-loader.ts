import { type ClientModule, loadModelledClient, modelFolders } from "#platform/installed-client";
import { loadServiceTable } from "#platform/service-table";
import type { ConfigStore } from "../config/config-store.js";
import type { ServiceTable } from "./service-table.js";

/** Reads what sessions know of AWS and of models beside the packages: the component `data_loader`. */
export interface DataLoader {
  serviceTable(): Promise<ServiceTable>;
  /**
   * What a client's package would export, of a model in the folders of `data_path`, or in `~/.aws/models`: the folder
   * has one of the service's names. Undefined where there is none.
   */
  clientModule?(names: readonly string[]): ClientModule | undefined;
}

/** Loads the tables that core brings, and models, when they are first asked for. */
export function createDataLoader(store: ConfigStore): DataLoader {
  let table: Promise<ServiceTable> | undefined;
  const modules = new Map<string, ClientModule | undefined>();
  return {
    serviceTable() {
      table ??= loadServiceTable();
      return table;
    },
    clientModule(names) {
      const key = names.join();
      if (!modules.has(key)) {
        const folders = modelFolders(store.get("data_path"), store.environment);
        modules.set(key, loadModelledClient(names, folders));
      }
      return modules.get(key);
    },
  };
}
