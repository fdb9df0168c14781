import type { PlatformFacts } from "./user-agent.js";

/** The header that names the program. */
export const userAgentHeader = "User-Agent";

/** Node, and those that act as it. */
export function platformFacts(): PlatformFacts {
  const os = process.getBuiltinModule("node:os");
  const { bun, deno, node } = process.versions;
  return {
    os: osNames[process.platform] ?? process.platform,
    osVersion: os.release(),
    architecture: os.machine(),
    languageVersion: bun ?? deno ?? node,
    implementation: bun ? "bun" : deno ? "deno" : "node",
  };
}

const osNames: Readonly<Record<string, string>> = { darwin: "macos", win32: "windows" };
