import type { Component } from "./user-agent.js";

/** The header that names the program. */
export const userAgentHeader = "User-Agent";

/** Node, and those that act as it: system, machine, language and what runs it; a service that runs it says so itself. */
export function platformComponents(
  component: Component,
  { AWS_EXECUTION_ENV }: Readonly<Record<string, string | undefined>>,
): string[] {
  const os = process.getBuiltinModule("node:os");
  const { bun, deno, node } = process.versions;
  const name = osNames[process.platform] ?? process.platform;
  return [
    ...(osFamilies.test(name)
      ? [component("os", name, os.release())]
      : [component("os", "other"), component("md", name, os.release())]),
    component("md", "arch", os.machine().toLowerCase()),
    component("lang", "js", bun ?? deno ?? node),
    component("md", "jsimpl", bun ? "bun" : deno ? "deno" : "node"),
    ...(AWS_EXECUTION_ENV ? [component("exec-env", AWS_EXECUTION_ENV)] : []),
  ];
}

const osNames: Readonly<Record<string, string>> = { darwin: "macos", win32: "windows" };
const osFamilies: RegExp = /^(linux|macos|windows|android)$/;
