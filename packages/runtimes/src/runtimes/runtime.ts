import type { SuiteSettings } from "../suite/context.js";
import type { ScenarioResult } from "../suite/run-suite.js";

/** What a runtime made of the suite; or why it was not tried, or broke off, which fails every scenario. */
export type Outcome =
  | { readonly version: string; readonly results: readonly ScenarioResult[] }
  | { readonly skipped: string }
  | { readonly broken: string };

export const notInstalled = "npm has no build of it for this platform, or could not install it";

export interface Runtime {
  readonly name: string;
  /** Whether its requests come from a page, so that the servers must allow its origin. */
  readonly crossOrigin?: boolean;
  /** Runs the suite. Rejects when the runtime is there, but does not run it to its end. */
  run(settings: SuiteSettings): Promise<Outcome>;
}
