import { basename } from "node:path";
import { findCounterpart } from "./find-counterpart.js";
import type { Remark } from "./migrate-text.js";

/** Files that may name packages and are not read as source: components of frameworks, settings of tools. */
export const otherFile: RegExp = /\.(?:vue|svelte|astro|mdx|json|jsonc|ya?ml|toml)$/;

/** Says where a file that is no source names packages of v3's. */
export function remarksOnOther(path: string, text: string): Remark[] {
  if (/^(?:package-lock|npm-shrinkwrap|pnpm-lock)\./.test(basename(path))) return [];
  // What to install, and what no longer, is told at the end.
  const read = basename(path) === "package.json" ? text.replace(dependencies, blank) : text;
  return read.split("\n").flatMap((line, at) => {
    const what = /@aws-sdk\/[\w./*-]+|\baws-sdk-client-mock[\w-]*/.exec(line)?.[0];
    if (what === undefined) return [];
    return [{ line: at + 1, what, reason: "this file is not read as source: change it by hand" }];
  });
}

/** What has to be said of a file by where it lies. */
export function remarksOnPlace(path: string): Remark[] {
  const mocked = /__mocks__[\\/](@(?:aws-sdk|smithy)[\\/][\w-]+)(?:\.|[\\/]index\.)\w+$/.exec(path)?.[1];
  if (mocked === undefined) return [];
  const what = mocked.replaceAll("\\", "/");
  const answer = findCounterpart(what, undefined);
  if ("reason" in answer) return [];
  return [{ line: 1, what, reason: `jest takes this file for the package: move it to __mocks__/${answer.to}` }];
}

/** The lists of a `package.json` that name packages with their versions. */
const dependencies = /"(?:\w*[dD]ependencies|resolutions|overrides)"\s*:\s*\{[^{}]*\}/g;

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
