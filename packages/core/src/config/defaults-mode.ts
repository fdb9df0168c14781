import { InvalidDefaultsMode } from "../errors/config.js";
import type { ClientConfig } from "./client-config.js";
import type { VariableSource } from "./variable-source.js";

/** A set of defaults for where a program runs. */
export type DefaultsMode = "legacy" | "standard" | "in-region" | "cross-region" | "mobile" | "auto";

/**
 * The connect timeout of each mode in milliseconds (AWS's sdk-default-configuration). All of them also have regional
 * endpoints for STS and for S3 in us-east-1; `legacy` changes nothing.
 */
export const connectTimeoutByMode: Readonly<Record<Exclude<DefaultsMode, "legacy" | "auto">, number>> = {
  standard: 3100,
  "in-region": 1100,
  "cross-region": 3100,
  mobile: 30_000,
};

/** The mode that code, environment or profile chose; `legacy` when none did. */
export function resolveDefaultsMode(given: ClientConfig, variables: VariableSource | undefined): DefaultsMode {
  if (given.defaultsMode !== undefined) return parseDefaultsMode(given.defaultsMode, "the client's `defaultsMode`");
  const value = variables?.find("defaults_mode");
  return value === undefined ? "legacy" : parseDefaultsMode(value, variables!.describe("defaults_mode"));
}

/** @throws {@link InvalidDefaultsMode} for a name that is no mode (any case is taken). */
export function parseDefaultsMode(value: unknown, source: string): DefaultsMode {
  const mode = String(value).toLowerCase();
  if (mode === "legacy" || mode === "auto" || Object.hasOwn(connectTimeoutByMode, mode)) return mode as DefaultsMode;
  throw new InvalidDefaultsMode(
    `Wrong value in ${source}: ${JSON.stringify(value)}; allowed are legacy, auto, ${Object.keys(connectTimeoutByMode).join(", ")}.`,
  );
}

/**
 * What `auto` stands for: in AWS's execution environments the client's region against the environment's, else
 * `standard`. (botocore also asks instance metadata, which a synchronous answer cannot.)
 */
export function resolveAutoMode(
  region: string,
  environment: Readonly<Record<string, string | undefined>>,
): "in-region" | "cross-region" | "standard" {
  const here = environment.AWS_EXECUTION_ENV && (environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION);
  if (!here) return "standard";
  return here === region ? "in-region" : "cross-region";
}
