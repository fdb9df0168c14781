import type { SharedFacts } from "@inia/codegen/reference";

/** What is the same for all services of a run. */
export interface ReferenceData {
  readonly models: string;
  /** Folder with AWS's prose; undefined without it. */
  readonly docs: string | undefined;
  /** The site's folder `reference/`. */
  readonly out: string;
  readonly shared: SharedFacts;
}

/** A service by its folder and by the end of its package's name. */
export interface ReferenceJob {
  readonly folder: string;
  readonly clientId: string;
}

/** What the index of the site needs of a service. */
export interface ServiceEntry {
  readonly id: string;
  readonly name: string;
  readonly operations: readonly string[];
  readonly errors: readonly string[];
  /** By member: the index of the operation where it is nearest to the top. */
  readonly members: Readonly<Record<string, number>>;
  /** The largest page, compressed. */
  readonly largest: readonly [page: string, gzip: number];
}
