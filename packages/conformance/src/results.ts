import type { Difference } from "./compare.js";
import type { Kind } from "./vectors/row.js";

export interface Tally {
  readonly kind: Kind;
  readonly group: string | undefined;
  readonly service: string;
  passed: number;
  failed: number;
  skipped: number;
}

export interface Failure {
  readonly kind: Kind;
  readonly group: string | undefined;
  readonly service: string;
  readonly name: string;
  readonly difference: Difference;
}

/** What running cases gave: plain data, so that it passes between threads. */
export interface Results {
  readonly tallies: Tally[];
  readonly failures: Failure[];
  /** How many cases passed by each accepted difference. */
  readonly rules: Record<string, number>;
  /** How many cases failed that each pending entry names, by its line; 0 says that all of them passed. */
  readonly pending: Record<string, number>;
  /** How many cases were skipped for each reason. */
  readonly reasons: Record<string, number>;
}

export function emptyResults(): Results {
  return { tallies: [], failures: [], rules: {}, pending: {}, reasons: {} };
}

export function findTally({ tallies }: Results, kind: Kind, group: string | undefined, service: string): Tally {
  let tally = tallies.find((one) => one.kind === kind && one.group === group && one.service === service);
  if (tally === undefined) tallies.push((tally = { kind, group, service, passed: 0, failed: 0, skipped: 0 }));
  return tally;
}

export function addResults(sum: Results, more: Results): void {
  for (const { kind, group, service, passed, failed, skipped } of more.tallies) {
    const tally = findTally(sum, kind, group, service);
    tally.passed += passed;
    tally.failed += failed;
    tally.skipped += skipped;
  }
  sum.failures.push(...more.failures);
  for (const field of ["rules", "pending", "reasons"] as const) {
    for (const [name, count] of Object.entries(more[field])) sum[field][name] = (sum[field][name] ?? 0) + count;
  }
}
