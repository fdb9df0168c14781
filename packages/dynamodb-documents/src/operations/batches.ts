import type { CallOptions, Client } from "@inia/core";

export interface BatchOptions extends CallOptions {
  /** Requests under way at once. Default: 1. */
  readonly concurrency?: number | undefined;
  /** Requests in a row that may leave all of their items unprocessed. Default: 10. */
  readonly maxIdleRequests?: number | undefined;
}

/** What a batch is made of: something of a table. */
export interface BatchEntry<Entry> {
  readonly table: string;
  readonly entry: Entry;
}

/** How batches of one kind are sent. */
export interface BatchPlan<Entry> {
  /** Entries that a request may have. */
  readonly size: number;
  /** Sends entries by table, and gives those that were not processed. */
  send(entries: Readonly<Record<string, Entry[]>>): Promise<Readonly<Record<string, readonly Entry[]>> | undefined>;
  /** The error when there is no getting on. */
  giveUp(requests: number, unprocessed: Readonly<Record<string, Entry[]>>): Error;
}

/**
 * Sends any number of entries in requests of the size that DynamoDB takes. What a request leaves unprocessed is sent
 * again, after a pause that doubles as long as nothing is done. A failure ends all: requests under way are waited for.
 */
export async function sendBatches<Entry>(
  { meta: { config } }: Pick<Client<string>, "meta">,
  entries: readonly BatchEntry<Entry>[],
  plan: BatchPlan<Entry>,
  { concurrency = 1, maxIdleRequests = 10, signal }: BatchOptions = {},
): Promise<void> {
  const waiting = [...entries];
  // Ends the pauses of all when one fails, or the caller aborts.
  const ended = new AbortController();
  const abort = (): void => ended.abort(signal?.reason);

  const work = async (): Promise<void> => {
    for (let idle = 0; waiting.length > 0 && !ended.signal.aborted; ) {
      const batch = waiting.splice(0, plan.size);
      const left = listed(await plan.send(byTable(batch)));
      if (left.length === 0) {
        idle = 0;
        continue;
      }
      waiting.unshift(...left);
      idle = left.length < batch.length ? 0 : idle + 1;
      if (idle === maxIdleRequests) throw new NothingDone(idle);
      await config.sleep(config.random() * Math.min(firstDelayMs * 2 ** idle, maxDelayMs), ended.signal);
    }
  };

  signal?.addEventListener("abort", abort);
  const workers = Array.from({ length: Math.min(concurrency, Math.ceil(entries.length / plan.size)) }, () =>
    work().catch((error: unknown) => ended.abort(error)),
  );
  await Promise.all(workers);
  signal?.removeEventListener("abort", abort);
  const { aborted, reason } = ended.signal;
  if (aborted) throw reason instanceof NothingDone ? plan.giveUp(reason.requests, byTable(waiting)) : reason;
}

/** So many requests in a row did nothing. */
class NothingDone {
  readonly requests: number;

  constructor(requests: number) {
    this.requests = requests;
  }
}

export function byTable<Entry>(entries: readonly BatchEntry<Entry>[]): Record<string, Entry[]> {
  const tables: Record<string, Entry[]> = {};
  for (const { table, entry } of entries) (tables[table] ??= []).push(entry);
  return tables;
}

/** The same the other way round. */
export function listed<Entry>(tables: Readonly<Record<string, readonly Entry[]>> = {}): BatchEntry<Entry>[] {
  return Object.entries(tables).flatMap(([table, entries]) => entries.map((entry) => ({ table, entry })));
}

const firstDelayMs = 50;
const maxDelayMs = 20_000;
