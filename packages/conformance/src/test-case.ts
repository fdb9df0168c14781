import type { Difference, MapPair } from "./compare.js";
import type { ClientSettings, Kind, Row } from "./vectors/row.js";

/** One thing to be checked. */
export interface TestCase {
  readonly kind: Kind;
  /** Part of a kind: a suite, a group of special rows. */
  readonly group?: string | undefined;
  /** botocore's name of the service; for suites without one, theirs. */
  readonly service: string;
  /** For example `GetObject full`. */
  readonly name: string;
  /** The row it was made of, where it was made of one. */
  readonly row?: Row;
  /** Cases that botocore itself fails may fail here. */
  readonly mayFail?: string;
  run(attempt: Attempt): Promise<Difference | undefined>;
}

/** How a case is run: as it stands, or with an accepted difference in mind. */
export interface Attempt {
  readonly mapPair: MapPair;
  /** The client's settings in place of the row's. */
  readonly client: ClientSettings;
}
