import type { Difference } from "../compare.js";
import type { Service } from "../service.js";
import type { Attempt, TestCase } from "../test-case.js";
import { readRows, type VectorFile } from "../vectors/files.js";
import { groupOfRow, type Kind, kindOfRow, type Row } from "../vectors/row.js";
import { runError } from "./error.js";
import { runPaginator } from "./paginator.js";
import { runRequest } from "./request.js";
import { runResponse } from "./response.js";
import { runSpecial } from "./special.js";
import { runWaiter } from "./waiter.js";

/** Cases of a file of rows. A row's service is loaded when its turn comes. */
export function goldenCases({ path }: VectorFile, load: (service: string) => Promise<Service>): TestCase[] {
  const rows = readRows(path);
  return rows.map((row, index) => {
    const kind = kindOfRow(row);
    const run = runners[kind as keyof typeof runners];
    return {
      kind,
      ...(kind === "special" && { group: groupOfRow(row) }),
      service: row.service,
      name: `${row.operation} ${row.case}`,
      row,
      run: async (attempt) => run(row, await load(row.service), attempt, discoveredBefore(row, rows, index)),
    };
  });
}

/**
 * The row by whose call an earlier one with these settings, and so its client, discovered an endpoint. Rows that
 * discover it themselves say so.
 */
function discoveredBefore({ client, expected }: Row, rows: readonly Row[], before: number): Row | undefined {
  if (expected.request === undefined || expected.preceding !== undefined) return undefined;
  return rows.find(
    (row, index) =>
      row.expected.preceding !== undefined && index < before && JSON.stringify(row.client) === JSON.stringify(client),
  );
}

const runners = {
  request: runRequest,
  response: runResponse,
  error: runError,
  paginator: runPaginator,
  waiter: runWaiter,
  special: runSpecial,
} satisfies Partial<
  Record<Kind, (row: Row, service: Service, attempt: Attempt, before?: Row) => Promise<Difference | undefined>>
>;
