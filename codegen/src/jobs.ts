import type { PackageFacts } from "./emit/emit.js";
import type { SharedFacts } from "./model/service-model.js";
import type { PackageRecord } from "./write/manifest.js";

/** What a worker needs to make one package. */
export interface Job {
  readonly service: string;
  readonly clientId: string;
  readonly source: string;
}

/** What is the same for all jobs of a run. */
export interface WorkerData {
  readonly models: string;
  readonly out: string;
  readonly docs: string | undefined;
  readonly shared: SharedFacts;
  readonly packages: PackageFacts;
}

export type JobResult = JobDone | JobFailed;

export interface JobDone {
  readonly name: string;
  /** Whether the package is staged; else it stands as it should. */
  readonly staged: boolean;
  readonly record: PackageRecord;
}

/** An error as it comes over from a worker: errors lose their class on the way. */
export interface JobFailed {
  readonly message: string;
  /** Set where the generator is at fault, not the model. */
  readonly stack?: string;
}
