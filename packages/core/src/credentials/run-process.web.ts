import { MissingDependencyException } from "../errors/config.js";
import type { ProcessResult } from "./process-result.js";

/** Programs cannot be run here. */
export function runProcess(_command: readonly string[]): Promise<ProcessResult> {
  return Promise.reject(new MissingDependencyException("Programs cannot be run in this environment."));
}
