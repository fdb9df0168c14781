/** A set of defaults for where a program runs. */
export type DefaultsMode = "legacy" | "standard" | "in-region" | "cross-region" | "mobile" | "auto";

/**
 * How long a client may take to connect, in milliseconds (AWS's sdk-default-configuration). `auto` compares the
 * client's region with that of the execution environment; where that is not known it is `standard`. (botocore then
 * asks instance metadata, which a synchronous answer cannot.)
 */
export function defaultConnectTimeoutMs(
  mode: DefaultsMode,
  region: string,
  executionRegion: string | undefined,
): number {
  if (mode === "legacy") return 60_000;
  if (mode === "mobile") return 30_000;
  return mode === "in-region" || (mode === "auto" && executionRegion === region) ? 1_100 : 3_100;
}
