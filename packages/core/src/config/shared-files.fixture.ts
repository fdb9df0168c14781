import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { ConfigStore } from "./config-store.js";
import type { VariableRow } from "./variables.js";

export interface Surroundings {
  /** Text of the config file; left out, there is none. */
  readonly config?: string | Uint8Array;
  /** Text of the credentials file; left out, there is none. */
  readonly credentials?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly rows?: Readonly<Record<string, VariableRow>>;
}

/** A folder for the running test, removed at its end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "inia-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Environment variables that point to real files with this content, and to nothing of the machine's own. */
export function surround({ config, credentials, environment }: Surroundings): Record<string, string> {
  const folder = temporaryFolder();
  const variables = {
    AWS_CONFIG_FILE: join(folder, "config"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
  };
  if (config !== undefined) writeFileSync(variables.AWS_CONFIG_FILE, config);
  if (credentials !== undefined) writeFileSync(variables.AWS_SHARED_CREDENTIALS_FILE, credentials);
  return { ...variables, ...environment };
}

/** A store over such an environment. */
export function storeIn(surroundings: Surroundings = {}): ConfigStore {
  return new ConfigStore(surround(surroundings), surroundings.rows);
}
