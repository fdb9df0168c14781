import { MissingDependencyException } from "../errors/config.js";

/** AWS's services, partitions and regions, as the models list them. */
export interface ServiceTable {
  /** botocore's name of a service to its hyphenised id and its endpoint prefix, with a space between. */
  readonly services: Readonly<Record<string, string>>;
  /** Lists of endpoint names, with spaces between. */
  readonly endpointLists: readonly string[];
  readonly partitions: Readonly<Record<string, PartitionRow>>;
}

interface PartitionRow {
  /** Names of the partition's regions, with spaces between. */
  readonly regions: string;
  /** Matches regions that are not listed yet. */
  readonly regionRegex: string;
  /** Endpoint prefix to an index in `endpointLists`. */
  readonly endpoints: Readonly<Record<string, number>>;
}

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

/**
 * The table's file stands beside this one, but is not named literally: bundlers would put its 95 kB into every
 * program that has a session.
 */
async function loadServiceTable(): Promise<ServiceTable> {
  const file = import.meta.url.replace(/data-loader(\.\w+)$/, "service-table.data$1");
  if (file === import.meta.url) {
    throw new MissingDependencyException("The lists of services and regions are not part of bundled programs.");
  }
  const { serviceTable } = await import(/* @vite-ignore */ /* webpackIgnore: true */ file);
  return serviceTable;
}
