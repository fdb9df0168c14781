import type { Component } from "./user-agent.js";

/** Browsers set `User-Agent` themselves. Like every `x-amz-` header this one has to be signed. */
export const userAgentHeader = "x-amz-user-agent";

/** Browsers, workers and the like: what `navigator` tells, no more than the family of the system. */
export function platformComponents(
  component: Component,
  _environment: Readonly<Record<string, string | undefined>>,
): string[] {
  const { userAgent = "", product = "" } = (globalThis.navigator ?? {}) as { userAgent?: string; product?: string };
  const found = systems.find(([, pattern]) => pattern.test(userAgent));
  return [
    component("os", found?.[0] ?? "other"),
    component("lang", "js"),
    component("md", "jsimpl", implementationOf(userAgent, product)),
  ];
}

function implementationOf(userAgent: string, product: string): string {
  if (product === "ReactNative") return "react-native";
  return userAgent.startsWith("Mozilla/") ? "browser" : userAgent.split("/")[0]!.toLowerCase() || "unknown";
}

// In this order: Android names Linux too, and iPads name Mac OS X.
const systems: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["android", /Android/],
  ["ios", /iPhone|iPad|iPod/],
  ["macos", /Mac OS X/],
  ["windows", /Windows/],
  ["linux", /Linux/],
];
